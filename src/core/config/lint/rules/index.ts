/** Every check, in the order of `lintRuleIds`; a removed rule leaves its id in a comment here. */
import type { LintRule } from '../rule.ts';
import { activePort20 } from './activePort20.ts';
import { activePromiscuous } from './activePromiscuous.ts';
import { anonymousOpen } from './anonymousOpen.ts';
import { anonymousUpload } from './anonymousUpload.ts';
import { badBoolean } from './badBoolean.ts';
import { beyondLimit } from './beyondLimit.ts';
import { blankAfterEquals } from './blankAfterEquals.ts';
import { blankBeforeEquals } from './blankBeforeEquals.ts';
import { blankString } from './blankString.ts';
import { byteOrderMark } from './byteOrderMark.ts';
import { carriageReturn } from './carriageReturn.ts';
import { chrootListInverted } from './chrootListInverted.ts';
import { chrootWritableRoot } from './chrootWritableRoot.ts';
import { commandList } from './commandList.ts';
import { dataModesDisabled } from './dataModesDisabled.ts';
import { decimalMode } from './decimalMode.ts';
import { duplicateOption } from './duplicateOption.ts';
import { emptyValue } from './emptyValue.ts';
import { foreignComment } from './foreignComment.ts';
import { ftpDisabled } from './ftpDisabled.ts';
import { httpEnabled } from './httpEnabled.ts';
import { indentedComment } from './indentedComment.ts';
import { inlineComment } from './inlineComment.ts';
import { invisibleCharacter } from './invisibleCharacter.ts';
import { lineContinuation } from './lineContinuation.ts';
import { listenAddressInvalid } from './listenAddressInvalid.ts';
import { listenAddressPublic } from './listenAddressPublic.ts';
import { listenBoth } from './listenBoth.ts';
import { listenNeither } from './listenNeither.ts';
import { missingEquals } from './missingEquals.ts';
import { noInclude } from './noInclude.ts';
import { noLoginPossible } from './noLoginPossible.ts';
import { notANumber } from './notANumber.ts';
import { notUtf8 } from './notUtf8.ts';
import { numberOutOfRange } from './numberOutOfRange.ts';
import { octalTrap } from './octalTrap.ts';
import { oneProcessLocal } from './oneProcessLocal.ts';
import { optionNotInBuild } from './optionNotInBuild.ts';
import { passiveDisabled } from './passiveDisabled.ts';
import { passivePromiscuous } from './passivePromiscuous.ts';
import { pasvAddressHostName } from './pasvAddressHostName.ts';
import { pasvAddressIpv6Listener } from './pasvAddressIpv6Listener.ts';
import { pasvAddressNotIpv4 } from './pasvAddressNotIpv4.ts';
import { pasvAddressOctal } from './pasvAddressOctal.ts';
import { pasvAddressPrivate } from './pasvAddressPrivate.ts';
import { pasvAddressResolvedOnce } from './pasvAddressResolvedOnce.ts';
import { pasvAddressUnresolvable } from './pasvAddressUnresolvable.ts';
import { pasvAddressUnusable } from './pasvAddressUnusable.ts';
import { pasvAddressWithoutRange } from './pasvAddressWithoutRange.ts';
import { pasvMaxIgnored } from './pasvMaxIgnored.ts';
import { pasvRangeHalfSet } from './pasvRangeHalfSet.ts';
import { pasvRangeHoldsPort } from './pasvRangeHoldsPort.ts';
import { pasvRangeLow } from './pasvRangeLow.ts';
import { pasvRangeSmall } from './pasvRangeSmall.ts';
import { pasvRangeSwapped } from './pasvRangeSwapped.ts';
import { ptraceSandbox } from './ptraceSandbox.ts';
import { quotedValue } from './quotedValue.ts';
import { requiredValueEmpty } from './requiredValueEmpty.ts';
import { seccompSandbox } from './seccompSandbox.ts';
import { settingWithoutEffect } from './settingWithoutEffect.ts';
import { tcpWrappersMissing } from './tcpWrappersMissing.ts';
import { templateMarks } from './templateMarks.ts';
import { tlsCertificateMissing } from './tlsCertificateMissing.ts';
import { tlsCiphersBuild } from './tlsCiphersBuild.ts';
import { tlsImplicitPort } from './tlsImplicitPort.ts';
import { tlsNoProtocol } from './tlsNoProtocol.ts';
import { tlsNotEnabled } from './tlsNotEnabled.ts';
import { tlsOldProtocol } from './tlsOldProtocol.ts';
import { tlsOptional } from './tlsOptional.ts';
import { tlsSessionReuseOff } from './tlsSessionReuseOff.ts';
import { trailingBlank } from './trailingBlank.ts';
import { unknownOption } from './unknownOption.ts';
import { userlistAllowsOnly } from './userlistAllowsOnly.ts';
import { writeableChrootAllowed } from './writeableChrootAllowed.ts';
import { wrongCaseOption } from './wrongCaseOption.ts';

/** Every check of vsftpd.conf. */
export const lintRules: readonly LintRule[] = [
  byteOrderMark,
  carriageReturn,
  notUtf8,
  beyondLimit,
  templateMarks,
  indentedComment,
  foreignComment,
  noInclude,
  missingEquals,
  invisibleCharacter,
  blankBeforeEquals,
  wrongCaseOption,
  unknownOption,
  optionNotInBuild,
  blankAfterEquals,
  trailingBlank,
  inlineComment,
  lineContinuation,
  quotedValue,
  badBoolean,
  emptyValue,
  blankString,
  notANumber,
  numberOutOfRange,
  octalTrap,
  decimalMode,
  duplicateOption,
  settingWithoutEffect,
  requiredValueEmpty,
  listenBoth,
  listenNeither,
  listenAddressInvalid,
  listenAddressPublic,
  pasvAddressHostName,
  pasvAddressNotIpv4,
  pasvAddressOctal,
  pasvAddressUnusable,
  pasvAddressPrivate,
  pasvAddressUnresolvable,
  pasvAddressIpv6Listener,
  pasvAddressWithoutRange,
  pasvAddressResolvedOnce,
  pasvRangeSwapped,
  pasvMaxIgnored,
  pasvRangeHalfSet,
  pasvRangeLow,
  pasvRangeSmall,
  pasvRangeHoldsPort,
  passiveDisabled,
  dataModesDisabled,
  passivePromiscuous,
  activePromiscuous,
  activePort20,
  tlsCertificateMissing,
  tlsNotEnabled,
  tlsNoProtocol,
  tlsOldProtocol,
  tlsSessionReuseOff,
  tlsOptional,
  tlsCiphersBuild,
  tlsImplicitPort,
  noLoginPossible,
  anonymousOpen,
  anonymousUpload,
  userlistAllowsOnly,
  chrootWritableRoot,
  chrootListInverted,
  writeableChrootAllowed,
  oneProcessLocal,
  httpEnabled,
  ftpDisabled,
  ptraceSandbox,
  seccompSandbox,
  tcpWrappersMissing,
  commandList,
];

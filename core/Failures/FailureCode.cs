namespace PayFunctions.Core.Failures;

/// <summary>Why a call to a provider did not do what was asked. The one vocabulary for every provider's codes.</summary>
/// <remarks><see cref="FailureCatalogue"/> says what each means and what to do about it.</remarks>
public enum FailureCode
{
    Unreachable,
    Unanswered,
    AnswerNotTrusted,
    AnswerNotUnderstood,
    ProviderFailing,
    BankFailing,
    TooFrequent,
    StillPaying,
    BillNotReady,
    NoBill,
    OrderUnknown,
    ResourceUnknown,
    OrderPaid,
    OrderClosed,
    OrderNumberUsed,
    BalanceShort,
    RequestMalformed,
    RequestInvalid,
    AppNotBound,
    MerchantUnknown,
    SignatureRefused,
    NotPermitted,
    RuleLimit,
    TradeRefused,
    AccountAbnormal,
    PayerAccountAbnormal,
    RequestBlocked,
    PayerMismatch,
    TransactionUnknown,
    CodeUnknown,
    MerchantNotConfigured,
    WayNotSupported,
}

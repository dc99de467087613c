using static PayFunctions.Core.Failures.FailureCause;
using static PayFunctions.Core.Failures.FailureCode;
using static PayFunctions.Core.Failures.WhoActs;

namespace PayFunctions.Core.Failures;

/// <summary>
/// Every way in which a call to a provider can fail: what it means, whether it is made again, and who has to act.
/// </summary>
/// <remarks><c>docs/errors.md</c> is printed from it.</remarks>
public static class FailureCatalogue
{
    private const bool Again = true;
    private const bool Final = false;

    /// <summary>All of them, in the order they are told.</summary>
    public static IReadOnlyList<Failure> All { get; } = [.. Enum.GetValues<FailureCode>().Select(Of)];

    public static Failure Of(FailureCode code) => code switch
    {
        Unreachable => new(code, Connection, Again, Nobody, "The request provably never left: no name, no connection."),
        Unanswered => new(code, Connection, Again, Nobody,
            "It was sent and not answered in time. It may have been carried out: a query tells."),
        AnswerNotTrusted => new(code, Connection, Again, Operator,
            "The answer's signature is missing, stale or wrong, so it counts as none; docs/refusals.md explains each case."),
        AnswerNotUnderstood => new(code, Connection, Again, Operator,
            "A verified answer holds a word that is not documented, or lacks what it must have. It changes nothing."),
        ProviderFailing => new(code, FailureCause.System, Again, Provider,
            "The provider's own error. It may have been carried out: the same call again, or a query, tells."),
        BankFailing => new(code, FailureCause.System, Again, Provider,
            "A bank behind the provider does not answer. It may have been carried out."),
        TooFrequent => new(code, Refusal, Again, Nobody, "Too many calls: back off."),
        StillPaying => new(code, Refusal, Again, Nobody, "The payer is at it: it is asked again by the poll plan."),
        BillNotReady => new(code, Refusal, Again, Nobody, "The day's bill is not made yet."),
        NoBill => new(code, Refusal, Final, Nobody, "Nothing happened on that day: an empty bill."),
        OrderUnknown => new(code, Refusal, Again, Nobody,
            "The provider does not know the order; right after its creation it may not know it yet."),
        ResourceUnknown => new(code, Refusal, Again, Nobody,
            "The provider does not know what was asked for; right after its creation it may not know it yet."),
        OrderPaid => new(code, Refusal, Final, Nobody, "It is paid already: the query's answer, which is signed, counts."),
        OrderClosed => new(code, Refusal, Final, Merchant, "It is closed and stays so: a new order needs a new id."),
        OrderNumberUsed => new(code, Refusal, Final, Merchant,
            "The number belongs to another order at the provider: the query tells which; take a new id."),
        BalanceShort => new(code, Refusal, Again, Merchant,
            "The merchant's account at the provider holds too little: top it up. The same number is sent again."),
        RequestMalformed => new(code, Refusal, Final, Operator, "A field is not as the provider wants it: a fault of ours."),
        RequestInvalid => new(code, Refusal, Final, Operator,
            "The request does not fit how things stand there; the provider's message, in its own console, says why."),
        AppNotBound => new(code, Refusal, Final, Operator, "The appid and the merchant account are not bound to each other."),
        MerchantUnknown => new(code, Refusal, Final, Operator, "The provider does not know the merchant account."),
        SignatureRefused => new(code, Refusal, Final, Operator,
            "Our signature was refused: the private key, its serial, or the clock is wrong."),
        NotPermitted => new(code, Refusal, Final, Operator, "The merchant account has no permission for this product."),
        RuleLimit => new(code, Refusal, Final, Merchant, "A limit of the provider's is reached: amount, count or time."),
        TradeRefused => new(code, Refusal, Final, Merchant,
            "The trade can't be done: the payer's or the merchant's account does not allow it."),
        AccountAbnormal => new(code, Refusal, Final, Merchant, "The account is not in order."),
        PayerAccountAbnormal => new(code, Refusal, Final, Merchant,
            "The payer's account is closed or frozen: another way back to the payer is needed."),
        RequestBlocked => new(code, Refusal, Final, Operator, "The provider blocks the call: its console says why."),
        PayerMismatch => new(code, Refusal, Final, Merchant, "The openid is not one of this appid's payers."),
        TransactionUnknown => new(code, Refusal, Final, Operator, "The transaction number is none of the provider's."),
        CodeUnknown => new(code, FailureCause.System, Again, Operator,
            "A code that is not documented: nothing is assumed, it is asked about again. Tell us the code."),
        MerchantNotConfigured => new(code, Refusal, Final, Operator, "The order names an account that no setting has."),
        WayNotSupported => new(code, Refusal, Final, Merchant, "The channel has no such way of paying."),
    };
}

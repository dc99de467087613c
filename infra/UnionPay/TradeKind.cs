namespace PayFunctions.Infra.UnionPay;

/// <summary>The txnTypes that we ask for.</summary>
internal enum TradeKind
{
    /// <summary>01.</summary>
    Purchase,

    /// <summary>04: all of a payment or a part, on any day.</summary>
    Refund,

    /// <summary>31: all of a payment, on its own day, before it is settled.</summary>
    Reversal,

    /// <summary>Not one of ours.</summary>
    Other,
}

/// <summary>The kinds by their words.</summary>
internal static class TradeKinds
{
    public const string Query = "00";
    public const string Purchase = "01";
    public const string Refund = "04";
    public const string Reversal = "31";
    public const string File = "76";

    public static TradeKind Read(ReadOnlySpan<byte> word) => word switch
    {
        _ when word.SequenceEqual("01"u8) => TradeKind.Purchase,
        _ when word.SequenceEqual("04"u8) => TradeKind.Refund,
        _ when word.SequenceEqual("31"u8) => TradeKind.Reversal,
        _ => TradeKind.Other,
    };
}

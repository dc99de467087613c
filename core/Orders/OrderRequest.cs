namespace PayFunctions.Core.Orders;

/// <summary>What a merchant asks for, as it came: nothing is known to be there or right.</summary>
public sealed record OrderRequest
{
    public string? OrderId { get; init; }

    public string? Channel { get; init; }

    /// <summary>Whether another channel may take the order where the one it names does not.</summary>
    public bool? Fallback { get; init; }

    public string? Method { get; init; }

    public string? MerchantId { get; init; }

    public string? Description { get; init; }

    /// <summary><c>total.amount</c>: a decimal only so that a fraction can be told from a whole number.</summary>
    public decimal? Amount { get; init; }

    /// <summary><c>total.currency</c>.</summary>
    public string? Currency { get; init; }

    /// <summary>Null: the terms' own default.</summary>
    public int? ExpiresInSeconds { get; init; }

    public string? Notify { get; init; }

    /// <summary>The wallet's account that the payment is put on; null: none.</summary>
    public string? TopUp { get; init; }

    /// <summary>Whether its payment is kept frozen, to be divided among receivers; null: not.</summary>
    public bool? ProfitSharing { get; init; }

    /// <summary><c>settlement.afterSeconds</c>; null: what is frozen is released only when it is asked for.</summary>
    public int? SettleAfterSeconds { get; init; }

    /// <summary><c>payer.openId</c>.</summary>
    public Sensitive<string>? PayerOpenId { get; init; }

    /// <summary><c>payer.clientIp</c>.</summary>
    public Sensitive<string>? PayerClientIp { get; init; }

    /// <summary><c>payer.device</c>: <c>browser</c> unless told.</summary>
    public string? PayerDevice { get; init; }
}

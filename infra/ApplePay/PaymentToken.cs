namespace PayFunctions.Infra.ApplePay;

/// <summary>A token's <c>paymentData</c>, as the payer's device gave it: nothing is known to be right.</summary>
public sealed record PaymentToken
{
    /// <summary><c>EC_v1</c> or <c>RSA_v1</c>.</summary>
    public string? Version { get; init; }

    /// <summary>What is sealed, base64.</summary>
    public string? Data { get; init; }

    /// <summary>CMS, base64.</summary>
    public string? Signature { get; init; }

    /// <summary>EC_v1: the device's key of this one token, SubjectPublicKeyInfo, base64.</summary>
    public string? EphemeralPublicKey { get; init; }

    /// <summary>RSA_v1: the key that the data is sealed with, itself sealed, base64.</summary>
    public string? WrappedKey { get; init; }

    /// <summary>Which of the merchant's keys, base64 of SHA-256.</summary>
    public string? PublicKeyHash { get; init; }

    /// <summary>Hex.</summary>
    public string? TransactionId { get; init; }

    /// <summary>Hex of a hash of what the merchant gave along; null: nothing.</summary>
    public string? ApplicationData { get; init; }

    /// <summary>Nothing of it: even sealed it stays out of whatever is written.</summary>
    public override string ToString() => nameof(PaymentToken);
}

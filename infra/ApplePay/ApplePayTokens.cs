using Microsoft.Extensions.Options;
using PayFunctions.Infra.Apple;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Infra.ApplePay;

/// <summary>An opened token, which the caller disposes, or why it is refused: exactly one of the two.</summary>
public readonly record struct OpenedToken(NetworkToken? Token, ApplePayRefusal? Refusal);

/// <summary>Verifies and opens payment tokens: Apple's signature first, then the merchant's key.</summary>
public sealed class ApplePayTokens
{
    private readonly ApplePayMerchants _merchants;
    private readonly IOptionsMonitor<ApplePayOptions> _options;
    private readonly TimeProvider _clock;
    private readonly TokenSignature _signature;

    public ApplePayTokens(ApplePayMerchants merchants, IOptionsMonitor<ApplePayOptions> options, TimeProvider clock)
    {
        (_merchants, _options, _clock) = (merchants, options, clock);
        _signature = new(AppleRoots.Read(options.CurrentValue.RootCertificates));
    }

    /// <param name="merchantIdentifier">Whom the token was made for.</param>
    public OpenedToken Open(string merchantIdentifier, PaymentToken token)
    {
        if (_merchants.Find(merchantIdentifier) is not { } merchant) return Refused(ApplePayRefusal.UnknownMerchant);
        var (parts, malformed) = TokenParts.Read(token);
        if (parts is null) return Refused(malformed!.Value);
        var now = _clock.GetUtcNow();
        if (_signature.Refuse(parts, now, _options.CurrentValue.SigningTimeWithin) is { } refusal)
            return Refused(refusal);
        if (merchant.FindKey(parts.PublicKeyHash, now, out var whyNot) is not { } key) return Refused(whyNot);
        if (key.IsEc != parts.IsEc) return Refused(ApplePayRefusal.UnknownKey);

        using var unwrapped = key.Unwrap(parts.Key);
        if (unwrapped is null) return Refused(ApplePayRefusal.NotDecryptable);
        using var plain = new SecretBytes(parts.Data.Length - SealedBytes.TagBytes);
        if (!SealedBytes.TryOpen(unwrapped.Span, parts.Data, plain.Span))
            return Refused(ApplePayRefusal.NotDecryptable);
        return NetworkToken.Read(plain.Span, parts.Name) is { } opened
            ? new(opened, null)
            : Refused(ApplePayRefusal.UnsupportedData);
    }

    private static OpenedToken Refused(ApplePayRefusal refusal) => new(null, refusal);
}

using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Cryptography;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>One merchant account, its keys imported and the ring of the keys that WeChat Pay signs with.</summary>
internal sealed class WeChatPayMerchant
{
    private KeyRing<SignatureKey> _ring = KeyRing<SignatureKey>.Empty;

    /// <param name="options">Validated.</param>
    public WeChatPayMerchant(string id, WeChatPayMerchantOptions options)
    {
        Id = id;
        AppId = options.AppId!;
        SerialNumber = options.SerialNumber!;
        NotifyUrl = options.NotifyUrl!;
        Tenant = options.Tenant ?? WeChatPayMerchantOptions.DefaultTenant;
        BaseUrl = new(options.BaseUrl ?? WeChatPayMerchantOptions.DefaultBaseUrl);
        Signer = new(id, SerialNumber, options.PrivateKey!);
        Cipher = new(options.ApiV3Key!);
        if (options.PublicKeyId is not { } publicKeyId) return;

        PublicKeyId = publicKeyId;
        using var key = Pem.ReadKey(options.PublicKey!);
        var always = (From: DateTimeOffset.MinValue, To: DateTimeOffset.MaxValue);
        Merge([new(publicKeyId, KeyKind.PublicKey, always.From, always.To, new(key))], always.From);
    }

    public string Id { get; }

    public string AppId { get; }

    /// <summary>The serial of the merchant's own certificate: ours to sign with, never theirs to verify with.</summary>
    public string SerialNumber { get; }

    public string NotifyUrl { get; }

    public string Tenant { get; }

    public Uri BaseUrl { get; }

    public string? PublicKeyId { get; }

    public RequestSigner Signer { get; }

    public ResourceCipher Cipher { get; }

    /// <summary>The ring as it stands; a reader keeps the snapshot it took.</summary>
    public KeyRing<SignatureKey> Ring => Volatile.Read(ref _ring);

    /// <summary>Adds keys, drops those no longer usable, and puts the new ring in place of the old in one
    /// step.</summary>
    public KeyRing<SignatureKey> Merge(IReadOnlyCollection<RingKey<SignatureKey>> fresh, DateTimeOffset now) =>
        Change(ring => ring.Merge(fresh, now));

    /// <summary>Puts another ring in place of this one in one step; asked again where another was quicker.</summary>
    public KeyRing<SignatureKey> Change(Func<KeyRing<SignatureKey>, KeyRing<SignatureKey>> change)
    {
        while (true)
        {
            var before = Ring;
            var after = change(before);
            if (ReferenceEquals(Interlocked.CompareExchange(ref _ring, after, before), before)) return after;
        }
    }
}

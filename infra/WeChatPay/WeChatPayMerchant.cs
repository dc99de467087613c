using System.Collections.Frozen;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Cryptography;
using PayFunctions.Infra.Vault;

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
        NotifyUrl = options.NotifyUrl!;
        Tenant = options.Tenant ?? WeChatPayMerchantOptions.DefaultTenant;
        BaseUrl = new(options.BaseUrl ?? WeChatPayMerchantOptions.DefaultBaseUrl);
        KeyReference = KeyReference.Of(options.PrivateKey!);
        ConfiguredSerial = options.SerialNumber;
        Keys = new(KeyReference.Origin == KeyOrigin.Setting ? new(id, ConfiguredSerial!, options.PrivateKey!) : null);
        options.PrivateKey = null; // The text is not kept; what has it in its configuration is told to at the start.
        ApiV3KeyReference = KeyReference.Of(options.ApiV3Key!);
        Cipher = new(ApiV3KeyReference.Origin == KeyOrigin.Setting ? options.ApiV3Key : null);
        Receivers = options.Receivers.ToFrozenSet(StringComparer.Ordinal);
        if (options.PublicKeyId is not { } publicKeyId) return;

        PublicKeyId = publicKeyId;
        using var key = Pem.ReadKey(options.PublicKey!);
        var always = (From: DateTimeOffset.MinValue, To: DateTimeOffset.MaxValue);
        Merge([new(publicKeyId, KeyKind.PublicKey, always.From, always.To, new(key))], always.From);
    }

    public string Id { get; }

    public string AppId { get; }

    /// <summary>Where the merchant's private key comes from.</summary>
    public KeyReference KeyReference { get; }

    /// <summary>Where the APIv3 key comes from.</summary>
    public KeyReference ApiV3KeyReference { get; }

    /// <summary>The serial that the settings name; null where the vault's certificate tells it.</summary>
    public string? ConfiguredSerial { get; }

    /// <summary>The merchant's own keys: ours to sign with, never theirs to verify with.</summary>
    public MerchantKeys Keys { get; }

    public string NotifyUrl { get; }

    /// <summary>The accounts (mchid) that may receive shares of its orders.</summary>
    public FrozenSet<string> Receivers { get; }

    public string Tenant { get; }

    public Uri BaseUrl { get; }

    public string? PublicKeyId { get; }

    /// <exception cref="InvalidOperationException">No key has been found yet: ask <see cref="MerchantKeys.Current"/>
    /// first.</exception>
    public RequestSigner Signer =>
        Keys.Current ?? throw new InvalidOperationException($"Merchant {Id} has no private key yet.");

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

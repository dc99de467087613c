using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Infra.Alipay;

/// <summary>The configured applications, ready for use.</summary>
public sealed class AlipayApps
{
    private readonly FrozenDictionary<string, AlipayApp> _byId;
    private readonly FrozenDictionary<string, AlipayApp>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

    /// <exception cref="OptionsValidationException">A setting is missing or unreadable; the message names
    /// it.</exception>
    public AlipayApps(IOptions<AlipayOptions> options)
    {
        _byId = options.Value.Apps
            .Select(setting => new AlipayApp(setting.Key, setting.Value))
            .ToFrozenDictionary(app => app.Id, StringComparer.Ordinal);
        _bySpan = _byId.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The app_ids that orders may name as their merchantId.</summary>
    public IReadOnlyCollection<string> Ids => _byId.Keys;

    internal IReadOnlyCollection<AlipayApp> All => _byId.Values;

    /// <summary>Whose orders come in through the application; null where it is not configured.</summary>
    public string? TenantOf(string appId) => Find(appId)?.Tenant;

    /// <summary>The private keys, and the content keys that are named instead of set.</summary>
    internal SecretSettings Secrets => new([.. All.SelectMany(SecretsOf)]);

    internal AlipayApp? Find(string appId) => _byId.GetValueOrDefault(appId);

    /// <summary>The same out of a message, without making a string of what a stranger sent.</summary>
    internal AlipayApp? Find(ReadOnlySpan<byte> appId)
    {
        Span<char> chars = stackalloc char[AlipayOptionsRules.AppIdDigitsMax];
        if (appId.IsEmpty || appId.Length > chars.Length) return null;
        for (var i = 0; i < appId.Length; i++) chars[i] = (char)appId[i];
        return _bySpan.TryGetValue(chars[..appId.Length], out var app) ? app : null;
    }

    private static IEnumerable<SecretSetting> SecretsOf(AlipayApp app)
    {
        var section = $"{AlipayOptions.Section}:Apps:{app.Id}";
        yield return new($"{section}:{nameof(AlipayAppOptions.PrivateKey)}", app.KeyReference, app.Signer.Replace);
        if (app.Cipher is { } cipher && app.ContentKeyReference.Origin != KeyOrigin.Setting)
        {
            yield return new(
                $"{section}:{nameof(AlipayAppOptions.ContentKey)}", app.ContentKeyReference, cipher.Replace);
        }
    }
}

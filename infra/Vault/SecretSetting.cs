using System.Security.Cryptography;

namespace PayFunctions.Infra.Vault;

/// <summary>A setting that names a secret instead of holding it: <c>secret:NAME</c>, <c>certificate:NAME</c>,
/// <c>file:PATH</c>.</summary>
/// <param name="name">The full name: <c>WeChatPay:Merchants:1900000001:ApiV3Key</c>.</param>
/// <param name="take">Puts the value into use; says why it does not do, and null where it does. The bytes are not to be
/// kept.</param>
public sealed class SecretSetting(string name, KeyReference reference, Func<SecretBytes, string?> take)
{
    private byte[] _digest = [];

    public string Name => name;

    public KeyReference Reference => reference;

    /// <summary>Whether a value is in use.</summary>
    public bool IsFound => _digest.Length > 0;

    /// <returns>Whether another value than before is in use now, or why it does not do.</returns>
    public (bool IsNew, string? Why) Take(SecretBytes value)
    {
        var digest = SHA256.HashData(value.Span);
        if (CryptographicOperations.FixedTimeEquals(digest, _digest)) return (false, null);
        if (take(value) is { } why) return (false, why);
        _digest = digest;
        return (true, null);
    }

    /// <summary>Nothing of the value.</summary>
    public override string ToString() => name;
}

/// <summary>An adapter's settings of that kind. A private key is among them even where the setting holds it, which the start
/// warns of; other secrets are only where they are named.</summary>
public sealed record SecretSettings(IReadOnlyList<SecretSetting> All);

namespace PayFunctions.Infra.Vault;

/// <summary>Where a private key comes from.</summary>
public enum KeyOrigin
{
    /// <summary>The setting is the key: for development.</summary>
    Setting,

    /// <summary><c>certificate:NAME</c>: a Key Vault certificate; its newest version in force.</summary>
    Certificate,

    /// <summary><c>secret:NAME</c>: a Key Vault secret that is PEM, with or without the certificate.</summary>
    Secret,

    /// <summary><c>file:PATH</c>: PEM sealed under a key that is a Key Vault secret.</summary>
    WrappedFile,
}

/// <summary>What a setting <c>PrivateKey</c> says.</summary>
/// <param name="Name">The vault's name or the path; empty where the setting is the key itself.</param>
public readonly record struct KeyReference(KeyOrigin Origin, string Name)
{
    private const int NameCharsMax = 127;

    public static KeyReference Of(string setting)
    {
        var colon = setting.IndexOf(':', StringComparison.Ordinal);
        var name = setting[(colon + 1)..];
        return (colon < 0 ? "" : setting[..colon]) switch
        {
            "certificate" => new(KeyOrigin.Certificate, name),
            "secret" => new(KeyOrigin.Secret, name),
            "file" => new(KeyOrigin.WrappedFile, name),
            _ => new(KeyOrigin.Setting, ""),
        };
    }

    /// <summary>Whether the vault could have something of that name, or the disk a file.</summary>
    public bool IsWellFormed => Origin switch
    {
        KeyOrigin.Setting => true,
        KeyOrigin.WrappedFile => Name.Length > 0,
        KeyOrigin.Certificate or KeyOrigin.Secret =>
            Name.Length is > 0 and <= NameCharsMax && Name.All(one => char.IsAsciiLetterOrDigit(one) || one == '-'),
    };
}

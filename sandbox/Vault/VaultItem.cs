namespace PayFunctions.Sandbox.Vault;

/// <summary>A secret or a certificate with all its versions, oldest first.</summary>
internal sealed class VaultItem(string name)
{
    public string Name { get; } = name;

    public List<VaultVersion> Versions { get; } = [];

    /// <summary>Null while it is there; a deleted one can be had back until it is purged.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    public VaultVersion Newest => Versions[^1];

    public VaultVersion? Find(string? version) =>
        version is null ? Newest : Versions.Find(one => one.Id == version);
}

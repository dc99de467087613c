namespace PayFunctions.Sandbox.Vault;

/// <summary>The secrets of a vault, or its certificates: versions, and a deletion that can be taken back.</summary>
/// <param name="collection"><c>secrets</c> or <c>certificates</c>, as addresses have it.</param>
internal sealed class VaultShelf(string collection)
{
    private readonly SortedDictionary<string, VaultItem> _items = new(StringComparer.OrdinalIgnoreCase);

    public string Collection { get; } = collection;

    /// <summary>Ordered by name.</summary>
    public IEnumerable<VaultItem> Live => _items.Values.Where(item => item.DeletedAt is null);

    public IEnumerable<VaultItem> Deleted => _items.Values.Where(item => item.DeletedAt is not null);

    public VaultItem? Find(string name) => Get(name) is { DeletedAt: null } item ? item : null;

    public VaultItem? FindDeleted(string name) => Get(name) is { DeletedAt: not null } item ? item : null;

    /// <exception cref="VaultRefusal">It is deleted and can be recovered: its name is taken.</exception>
    public VaultItem Add(string name, VaultVersion version)
    {
        if (FindDeleted(name) is not null) throw VaultRefusal.NameIsDeleted(name);
        if (!_items.TryGetValue(name, out var item)) _items.Add(name, item = new(name));
        item.Versions.Add(version);
        return item;
    }

    /// <summary>Gone for good.</summary>
    public void Purge(string name) => _items.Remove(name);

    private VaultItem? Get(string name) => _items.GetValueOrDefault(name);
}

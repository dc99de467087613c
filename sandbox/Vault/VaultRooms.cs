using System.Text.Json.Nodes;

namespace PayFunctions.Sandbox.Vault;

/// <summary>Everything the vault holds, and what its REST protocol lets a caller do with it.</summary>
/// <remarks>A certificate is also a secret of the same name and versions, whose value has the private key.</remarks>
internal sealed class VaultRooms(Uri vault, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly VaultShelf _secrets = new("secrets");
    private readonly VaultShelf _certificates = new("certificates");
    private readonly VaultJson _json = new(vault);

    /// <summary>How many a page has at most, however many are asked for.</summary>
    public int PageSize { get; set; } = VaultPages.Longest;

    /// <returns>What the caller gets; null for an answer without a body.</returns>
    /// <exception cref="VaultRefusal">Why not.</exception>
    public JsonObject? Answer(string method, string[] path, VaultBody? body, Func<string, string?> query)
    {
        lock (_gate)
        {
            return (method, path) switch
            {
                ("PUT", ["secrets", var name]) => Set(name, body!),
                ("POST", ["certificates", var name, "import"]) => Import(name, body!.NewCertificate(clock.GetUtcNow())),
                ("GET", [var shelf]) => List(shelf, query),
                ("GET", [var shelf, var name, "versions"]) => Versions(Live(shelf, name), shelf, query),
                ("GET", ["deletedsecrets" or "deletedcertificates", var name]) => Show(Deleted(path[0], name), path[0]),
                ("GET", [var shelf, var name]) => Get(shelf, name, null),
                ("GET", [var shelf, var name, var version]) => Get(shelf, name, version),
                ("PATCH", [var shelf, var name]) => Update(shelf, name, null, body!),
                ("PATCH", [var shelf, var name, var version]) => Update(shelf, name, version, body!),
                ("DELETE", ["deletedsecrets" or "deletedcertificates", var name]) => Purge(path[0], name),
                ("DELETE", [var shelf, var name]) => Delete(shelf, name),
                ("POST", [var shelf, var name, "recover"]) => Recover(shelf, name),
                _ => throw VaultRefusal.Bad($"No {method} /{string.Join('/', path)} here."),
            };
        }
    }

    public JsonObject Import(string name, VaultVersion certificate)
    {
        lock (_gate) return _json.Certificate(_certificates.Add(name, certificate), certificate);
    }

    public void Set(string name, VaultVersion secret)
    {
        lock (_gate) _secrets.Add(name, secret);
    }

    private JsonObject Set(string name, VaultBody body)
    {
        if (_certificates.Find(name) is not null) throw VaultRefusal.Bad($"The secret {name} is a certificate's.");
        var version = body.NewSecret(clock.GetUtcNow());
        return _json.Secret(_secrets.Add(name, version), version);
    }

    private JsonObject Get(string shelf, string name, string? id)
    {
        var item = Live(shelf, name);
        var version = item.Find(id) ?? throw VaultRefusal.NotFound(shelf, $"{name}/{id}");
        if (shelf == "secrets" && !version.IsEnabled) throw VaultRefusal.Disabled(name);
        return shelf == "secrets" ? _json.Secret(item, version) : _json.Certificate(item, version);
    }

    private JsonObject Update(string shelf, string name, string? id, VaultBody body)
    {
        var item = Live(shelf, name);
        var version = item.Find(id) ?? throw VaultRefusal.NotFound(shelf, $"{name}/{id}");
        var changed = body.Change(version, clock.GetUtcNow());
        item.Versions[item.Versions.IndexOf(version)] = changed;
        return shelf == "secrets" ? _json.SecretItem(item, changed, true) : _json.Certificate(item, changed);
    }

    private JsonObject List(string collection, Func<string, string?> query)
    {
        var (shelf, isDeleted) = Shelf(collection);
        var items = isDeleted ? shelf.Deleted : shelf.Live;
        if (shelf == _secrets) items = items.Concat(isDeleted ? [] : _certificates.Live).OrderBy(item => item.Name);
        return VaultPages.Page([.. items.Select(item => Line(shelf, item, item.Newest, false))], At(collection), PageSize, query);
    }

    // By their ids, which say nothing of their age: nobody may lean on an order.
    private JsonObject Versions(VaultItem item, string collection, Func<string, string?> query) => VaultPages.Page(
        [.. item.Versions.OrderBy(version => version.Id).Select(version => Line(Shelf(collection).Shelf, item, version, true))],
        At($"{collection}/{item.Name}/versions"), PageSize, query);

    private JsonObject Delete(string collection, string name)
    {
        var item = Shelf(collection).Shelf.Find(name) ?? throw VaultRefusal.NotFound(collection, name);
        item.DeletedAt = clock.GetUtcNow();
        return Show(item, collection);
    }

    private JsonObject? Purge(string collection, string name)
    {
        var item = Deleted(collection, name);
        Shelf(collection).Shelf.Purge(item.Name);
        return null;
    }

    private JsonObject Recover(string collection, string name)
    {
        var item = Deleted(collection, name);
        item.DeletedAt = null;
        return Show(item, collection);
    }

    private JsonObject Show(VaultItem item, string collection) => Shelf(collection).Shelf == _secrets
        ? _json.SecretItem(item, item.Newest, withVersion: true)
        : _json.Certificate(item, item.Newest);

    private JsonObject Line(VaultShelf shelf, VaultItem item, VaultVersion version, bool withVersion) => shelf == _secrets
        ? _json.SecretItem(item, version, withVersion)
        : _json.CertificateItem(item, version, withVersion);

    private VaultItem Live(string collection, string name) =>
        Shelf(collection).Shelf.Find(name)
        ?? (collection == "secrets" ? _certificates.Find(name) : null)
        ?? throw VaultRefusal.NotFound(collection, name);

    private VaultItem Deleted(string collection, string name) =>
        Shelf(collection).Shelf.FindDeleted(name)
        ?? throw VaultRefusal.NotFound(Shelf(collection).Shelf.Collection, name);

    private (VaultShelf Shelf, bool IsDeleted) Shelf(string collection) => collection switch
    {
        "secrets" => (_secrets, false),
        "deletedsecrets" => (_secrets, true),
        "certificates" => (_certificates, false),
        "deletedcertificates" => (_certificates, true),
        _ => throw VaultRefusal.Bad($"No /{collection} here."),
    };

    private Uri At(string path) => new(vault, path);
}

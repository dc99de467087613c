using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace PayFunctions.Infra.Storage;

/// <summary>One container of the blob account, made when it is first needed.</summary>
/// <param name="patience">What one try of a request may take.</param>
public abstract class StoredBlobs(StorageOptions options, string container, TimeSpan patience)
{
    private readonly Lazy<BlobContainerClient> _container = new(() => Connect(options, container, patience));
    private volatile bool _exists;

    /// <summary>Whether the settings name a blob account; a machine of one's own may have tables alone.</summary>
    public bool HasAccount
    {
        get
        {
            try
            {
                return _container.Value is not null;
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }
    }

    /// <summary>Keeps bytes under a name that tells them: a second time changes nothing.</summary>
    public async Task KeepAsync(string name, Stream bytes, CancellationToken cancellation)
    {
        try
        {
            var once = new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All } };
            await (await BlobAsync(name, cancellation)).UploadAsync(bytes, once, cancellation);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return; // Kept before: the name is that of these very bytes.
        }
    }

    /// <summary>What is small, whole; null where there is none.</summary>
    public async Task<byte[]?> ReadAsync(string name, CancellationToken cancellation)
    {
        try
        {
            var content = await (await BlobAsync(name, cancellation)).DownloadContentAsync(cancellation);
            return content.Value.Content.ToArray();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Safe to repeat.</summary>
    public async Task DeleteAsync(string name, CancellationToken cancellation) =>
        await (await BlobAsync(name, cancellation)).DeleteIfExistsAsync(cancellationToken: cancellation);

    /// <summary>The names that begin so, in their order.</summary>
    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await _container.Value.CreateIfNotExistsAsync(cancellationToken: cancellation);
        await foreach (var blob in _container.Value.GetBlobsAsync(prefix: prefix, cancellationToken: cancellation)) yield return blob.Name;
    }

    protected async Task<BlobClient> BlobAsync(string name, CancellationToken cancellation)
    {
        var container = _container.Value;
        if (_exists) return container.GetBlobClient(name);
        await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        _exists = true;
        return container.GetBlobClient(name);
    }

    private static BlobContainerClient Connect(StorageOptions options, string container, TimeSpan patience)
    {
        var client = new BlobClientOptions();
        client.Retry.MaxRetries = options.Retries;
        client.Retry.NetworkTimeout = patience;
        return BlobAccount.Connect(options.Bills, client).GetBlobContainerClient(container);
    }
}

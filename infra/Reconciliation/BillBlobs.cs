using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>The container of the bills: what came is kept as it came, and what is made of it lies beside it.</summary>
public sealed class BillBlobs(IOptions<StorageOptions> options)
{
    public const string Container = "bills";

    private readonly Lazy<BlobContainerClient> _container = new(() => Connect(options.Value));
    private volatile bool _exists;

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

    /// <summary>Writes what can be made again; a second time replaces the first.</summary>
    public async Task WriteAsync(string name, Stream bytes, CancellationToken cancellation) =>
        await (await BlobAsync(name, cancellation)).UploadAsync(bytes, new BlobUploadOptions(), cancellation);

    /// <returns>Null where there is none.</returns>
    public async Task<Stream?> OpenAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return await (await BlobAsync(name, cancellation)).OpenReadAsync(
                new BlobOpenReadOptions(allowModifications: false), cancellation);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>A part of one that is there.</summary>
    public async Task<Stream> OpenRangeAsync(string name, long from, long length, CancellationToken cancellation)
    {
        var part = new BlobDownloadOptions { Range = new HttpRange(from, length) };
        var answer = await (await BlobAsync(name, cancellation)).DownloadStreamingAsync(part, cancellation);
        return answer.Value.Content;
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

    /// <summary>The names that begin so, in their order.</summary>
    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await _container.Value.CreateIfNotExistsAsync(cancellationToken: cancellation);
        await foreach (var blob in _container.Value.GetBlobsAsync(prefix: prefix, cancellationToken: cancellation)) yield return blob.Name;
    }

    private async Task<BlobClient> BlobAsync(string name, CancellationToken cancellation)
    {
        var container = _container.Value;
        if (_exists) return container.GetBlobClient(name);
        await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        _exists = true;
        return container.GetBlobClient(name);
    }

    private static BlobContainerClient Connect(StorageOptions options)
    {
        var client = new BlobClientOptions();
        client.Retry.MaxRetries = options.Retries;
        client.Retry.NetworkTimeout = TimeSpan.FromMinutes(2); // Files, and not rows.
        return BlobAccount.Connect(options.Bills, client).GetBlobContainerClient(Container);
    }
}

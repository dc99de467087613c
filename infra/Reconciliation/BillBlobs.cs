using Azure;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>The container of the bills: what came is kept as it came, and what is made of it lies beside it.</summary>
public sealed class BillBlobs(IOptions<StorageOptions> options) : StoredBlobs(options.Value, Container, ForFiles)
{
    public const string Container = "bills";

    private static readonly TimeSpan ForFiles = TimeSpan.FromMinutes(2); // And not for rows.

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
}

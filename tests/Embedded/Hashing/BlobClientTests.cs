using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using PayFunctions.Sandbox.Azurite;

namespace PayFunctions.Tests.Embedded.Hashing;

/// <summary>The genuine blob client, on our System.IO.Hashing: it derives its CRC-64 from the base class there.</summary>
public sealed class BlobClientTests : IAsyncLifetime
{
    /// <summary>The check value of CRC-64/NVME in the catalogue of parametrised CRC algorithms, of "123456789".</summary>
    private const ulong Check = 0xAE8B14860A799888;

    private static readonly UploadTransferValidationOptions ByCrc64 =
        new() { ChecksumAlgorithm = StorageChecksumAlgorithm.StorageCrc64 };

    private readonly SentHeaders _sent = new();
    private AzuriteBlobs _azurite = null!;
    private BlobContainerClient _container = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _azurite = await AzuriteBlobs.StartAsync(folder: null, _ => { }, Cancellation);
        var options = new BlobClientOptions();
        options.AddPolicy(_sent, HttpPipelinePosition.PerRetry);
        _container = new(_azurite.ConnectionString, "proof", options);
        await _container.CreateIfNotExistsAsync(cancellationToken: Cancellation);
    }

    public ValueTask DisposeAsync() => _azurite?.DisposeAsync() ?? ValueTask.CompletedTask;

    // azure-sdk-for-net: sdk/storage/Azure.Storage.Blobs/src/BlobClient.cs, Azure.Storage.Common/src/Shared/PartitionedUploader.cs
    [Fact]
    public async Task A_blob_goes_up_in_blocks_each_with_its_CRC_64_and_is_read_in_ranges_and_streamed()
    {
        var bytes = RandomNumberGenerator.GetBytes(300_000);
        var blob = _container.GetBlobClient("blocks");

        await blob.UploadAsync(new MemoryStream(bytes), new BlobUploadOptions
        {
            TransferOptions = new() { InitialTransferSize = 65_536, MaximumTransferSize = 65_536 },
            TransferValidation = ByCrc64,
        }, Cancellation);
        var range = await blob.DownloadContentAsync(
            new BlobDownloadOptions { Range = new HttpRange(100_000, 50_000) }, Cancellation);
        await using var streamed = await blob.OpenReadAsync(new BlobOpenReadOptions(false) { BufferSize = 10_000 }, Cancellation);
        var copy = new MemoryStream();
        await streamed.CopyToAsync(copy, Cancellation);

        Assert.Equal(5, _sent.Crc64s.Count(sent => sent is not null)); // 300,000 bytes by 65,536.
        Assert.Equal(bytes.AsSpan(100_000, 50_000), range.Value.Content.ToMemory().Span);
        Assert.Equal(bytes, copy.ToArray());
    }

    // azure-sdk-for-net: sdk/storage/Azure.Storage.Common/src/StorageCrc64HashAlgorithm.cs
    [Fact]
    public async Task The_CRC_64_that_is_sent_is_the_published_check_value()
    {
        await _container.GetBlockBlobClient("digits").UploadAsync(
            new MemoryStream(Encoding.ASCII.GetBytes("123456789")),
            new BlobUploadOptions { TransferValidation = ByCrc64 }, Cancellation);

        var sent = Assert.Single(_sent.Crc64s, value => value is not null);
        Assert.Equal(Check, BitConverter.ToUInt64(Convert.FromBase64String(sent!)));
    }

    // azure-sdk-for-net: sdk/storage/Azure.Storage.Common/src/Shared/ContentHasher.cs
    [Fact]
    public async Task A_CRC_64_that_does_not_match_is_refused_by_the_service()
    {
        var wrong = new UploadTransferValidationOptions
        {
            ChecksumAlgorithm = StorageChecksumAlgorithm.StorageCrc64,
            PrecalculatedChecksum = new byte[8],
        };

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => _container.GetBlockBlobClient("wrong").UploadAsync(
            new MemoryStream([1, 2, 3]), new BlobUploadOptions { TransferValidation = wrong }, Cancellation));

        Assert.Equal((400, "Crc64Mismatch"), (refused.Status, refused.ErrorCode));
    }

    // azure-sdk-for-net: sdk/storage/Azure.Storage.Blobs/src/BlobLeaseClient.cs
    [Fact]
    public async Task A_leased_blob_is_written_by_its_holder_only()
    {
        var blob = _container.GetBlobClient("leased");
        await blob.UploadAsync(BinaryData.FromString("first"), Cancellation);
        var lease = (await blob.GetBlobLeaseClient().AcquireAsync(TimeSpan.FromSeconds(15), cancellationToken: Cancellation)).Value;

        var refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => blob.UploadAsync(BinaryData.FromString("other"), overwrite: true, Cancellation));
        await blob.UploadAsync(
            BinaryData.FromString("holder"),
            new BlobUploadOptions { Conditions = new() { LeaseId = lease.LeaseId } }, Cancellation);

        Assert.Equal((412, "LeaseIdMissing"), (refused.Status, refused.ErrorCode));
        Assert.Equal("holder", (await blob.DownloadContentAsync(Cancellation)).Value.Content.ToString());
    }

    private sealed class SentHeaders : HttpPipelineSynchronousPolicy
    {
        public List<string?> Crc64s { get; } = [];

        public override void OnSendingRequest(HttpMessage message)
        {
            lock (Crc64s)
                Crc64s.Add(message.Request.Headers.TryGetValue("x-ms-content-crc64", out var value) ? value : null);
        }
    }
}

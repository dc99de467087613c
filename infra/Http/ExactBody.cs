using System.Net;
using System.Net.Http.Headers;

namespace PayFunctions.Infra.Http;

/// <summary>A body sent as the bytes it was signed as, that knows whether the first of them was handed to a
/// connection.</summary>
public sealed class ExactBody : HttpContent
{
    private readonly ReadOnlyMemory<byte> _bytes;

    public ExactBody(ReadOnlyMemory<byte> bytes, string mediaType)
    {
        _bytes = bytes;
        Headers.ContentType = new MediaTypeHeaderValue(mediaType);
    }

    /// <summary>While false, the other side can't have acted on the request.</summary>
    public bool HasLeft { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        HasLeft = true;
        return stream.WriteAsync(_bytes, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return true;
    }
}

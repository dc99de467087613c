using System.Buffers;
using System.Globalization;
using Microsoft.Azure.Functions.Worker.Http;

namespace PayFunctions.Edge;

/// <summary>How the reading of a body ended.</summary>
internal enum BodyOutcome
{
    Read,
    TooLarge,
    TooSlow,
}

/// <summary>
/// A body as it came, byte for byte, in a pooled buffer: dispose it when nobody looks at it any more.
/// </summary>
internal readonly struct ReceivedBody(BodyOutcome outcome, byte[] buffer, int length) : IDisposable
{
    public BodyOutcome Outcome => outcome;

    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    public void Dispose()
    {
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
    }
}

/// <summary>Reads bodies with a limit on their size.</summary>
internal static class BodyReader
{
    private const int FirstBytes = 4096;

    /// <param name="patience">Cancelled when the sender has had its time; that is an outcome, not an error.</param>
    /// <param name="cancellation">Cancelled when the sender has gone.</param>
    public static async ValueTask<ReceivedBody> ReadAsync(
        HttpRequestData request, int bytesMax, CancellationToken patience, CancellationToken cancellation)
    {
        var announced = Announced(request);
        if (announced > bytesMax) return new(BodyOutcome.TooLarge, [], 0);

        // One byte more than announced, so that the read which finds the end needs no larger buffer.
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(announced + 1 ?? FirstBytes, bytesMax + 1L));
        var length = 0;
        var keep = false;
        try
        {
            while (true)
            {
                var read = await request.Body.ReadAsync(buffer.AsMemory(length), patience);
                if (read == 0) break;
                length += read;
                if (length > bytesMax) return new(BodyOutcome.TooLarge, [], 0);
                if (length == buffer.Length) buffer = Larger(buffer);
            }

            keep = true;
            return new(BodyOutcome.Read, buffer, length);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(BodyOutcome.TooSlow, [], 0);
        }
        finally
        {
            if (!keep) ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static long? Announced(HttpRequestData request) =>
        long.TryParse(request.Header("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : null;

    private static byte[] Larger(byte[] full)
    {
        var larger = ArrayPool<byte>.Shared.Rent(full.Length * 2);
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }
}

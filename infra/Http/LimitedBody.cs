using System.Buffers;

namespace PayFunctions.Infra.Http;

/// <summary>Reads an answer's body up to a limit, each step within the read timeout.</summary>
internal static class LimitedBody
{
    private const int StepBytes = 16 * 1024;

    /// <param name="silence">Put back to the full read timeout whenever something came.</param>
    /// <returns>Null where there is more than the limit.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(
        HttpResponseMessage response, OutboundOptions options, CancellationTokenSource silence,
        CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentLength > options.MaxResponseBytes) return null;
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var body = new ArrayBufferWriter<byte>();
        while (true)
        {
            silence.CancelAfter(options.ReadTimeout);
            var read = await stream.ReadAsync(body.GetMemory(StepBytes), cancellation);
            if (read == 0) return body.WrittenMemory;
            body.Advance(read);
            if (body.WrittenCount > options.MaxResponseBytes) return null;
        }
    }
}

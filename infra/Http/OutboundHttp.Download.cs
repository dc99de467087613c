using System.Buffers;
using System.Diagnostics;
using System.Net;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Infra.Http;

/// <summary>Files, which may be larger than any answer and take as long as they keep coming.</summary>
public sealed partial class OutboundHttp
{
    private const int StepBytes = 64 * 1024;

    /// <summary>Writes the body of a successful answer into a stream, once: whoever wants it again asks again.</summary>
    /// <param name="bytesMax">More than that is given up.</param>
    /// <returns>The answer; its body is empty, and what is in the stream counts with status 200 only.</returns>
    public async Task<OutboundAnswer> DownloadAsync(
        OutboundCall call, Stream to, long bytesMax, CancellationToken cancellation)
    {
        var started = _clock.GetTimestamp();
        using var span = Story.Start(call.Operation, ActivityKind.Client);
        var answer = await DownloadOnceAsync(call, to, bytesMax, cancellation);
        cancellation.ThrowIfCancellationRequested();
        Record(call, answer, _clock.GetElapsedTime(started), span);
        return answer;
    }

    private async Task<OutboundAnswer> DownloadOnceAsync(
        OutboundCall call, Stream to, long bytesMax, CancellationToken cancellation)
    {
        var options = _options.CurrentValue;
        using var request = call.Make();
        using var silence = new CancellationTokenSource(options.ConnectTimeout + options.ReadTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellation);
        try
        {
            using var response = await _connections.Current.SendAsync(request, either.Token);
            if (response.StatusCode != HttpStatusCode.OK)
                return new(OutboundOutcome.Answered, (int)response.StatusCode, response.Headers);
            var isWhole = await CopyAsync(response, to, bytesMax, options.ReadTimeout, silence, either.Token);
            return isWhole
                ? new(OutboundOutcome.Answered, (int)response.StatusCode, response.Headers)
                : OutboundAnswer.Unknown("the file is larger than it may be");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return OutboundAnswer.Unknown(e.GetType().Name);
        }
    }

    private static async Task<bool> CopyAsync(
        HttpResponseMessage response, Stream to, long bytesMax, TimeSpan patience, CancellationTokenSource silence,
        CancellationToken cancellation)
    {
        await using var from = await response.Content.ReadAsStreamAsync(cancellation);
        var buffer = ArrayPool<byte>.Shared.Rent(StepBytes);
        try
        {
            for (var left = bytesMax; ;)
            {
                silence.CancelAfter(patience);
                var read = await from.ReadAsync(buffer, cancellation);
                if (read == 0) return true;
                if ((left -= read) < 0) return false;
                await to.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

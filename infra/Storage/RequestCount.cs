using System.Diagnostics;
using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Infra.Storage;

/// <summary>Counts and times each request to Table Storage that reaches the wire, each retry for itself.</summary>
internal sealed class RequestCount : HttpPipelinePolicy
{
    private const string NoAnswer = "none";

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            ProcessNext(message, pipeline);
        }
        finally
        {
            Record(message, started);
        }
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await ProcessNextAsync(message, pipeline);
        }
        finally
        {
            Record(message, started);
        }
    }

    private static void Record(HttpMessage message, long started)
    {
        if (!PayFunctionsTelemetry.StorageRequests.Enabled) return;
        var status = message.HasResponse
            ? message.Response.Status.ToString(CultureInfo.InvariantCulture)
            : NoAnswer;
        PayFunctionsTelemetry.StorageRequests.Record(
            Stopwatch.GetElapsedTime(started).TotalSeconds,
            new("method", message.Request.Method.Method), new("status", status));
    }
}

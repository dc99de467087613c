using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Edge;

namespace PayFunctions.OperatorConsole;

/// <summary>What waits for somebody, of the caller's tenant: quarantine, differences, dead letters.</summary>
public sealed class GetOverview(Overviewing overviewing)
{
    [Function(nameof(GetOverview))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "overview")] HttpRequestData request,
        CancellationToken cancellation) => await Answers.JsonAsync(
        request, HttpStatusCode.OK, Json.Write(await overviewing.ReadAsync(request.Tenant(), cancellation), Write));

    private static void Write(Utf8JsonWriter json, Overview overview)
    {
        json.WriteStartObject();
        json.WriteTime("at"u8, overview.At);
        json.WriteStartObject("quarantine"u8);
        json.WriteNumber("open"u8, overview.Quarantine.Sum(day => day.Open));
        json.WriteStartArray("days"u8);
        foreach (var day in overview.Quarantine)
        {
            json.WriteStartObject();
            json.WriteString("provider"u8, day.Provider);
            json.WriteString("day"u8, Text(day.Day));
            json.WriteNumber("open"u8, day.Open);
            json.WriteNumber("all"u8, day.All);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        WriteApprovals(json, overview);
        json.WriteStartObject("deadLetters"u8);
        json.WriteNumber("count"u8, overview.Letters);
        json.WriteBoolean("more"u8, overview.MoreLetters);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteApprovals(Utf8JsonWriter json, Overview overview)
    {
        json.WriteStartObject("approvals"u8);
        json.WriteNumber("open"u8, overview.Approvals.Sum(day => day.Open));
        json.WriteStartArray("days"u8);
        foreach (var day in overview.Approvals)
        {
            json.WriteStartObject();
            json.WriteString("channel"u8, day.Channel);
            json.WriteString("date"u8, Text(day.Day));
            json.WriteNumber("open"u8, day.Open);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

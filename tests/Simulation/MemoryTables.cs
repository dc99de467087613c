using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace PayFunctions.Tests.Simulation;

/// <summary>
/// Table Storage's REST protocol in memory, as far as the stores use it: rows with versions, conditional writes, queries,
/// and transactions that happen whole or not at all. Each request waits at the gate.
/// </summary>
internal sealed class MemoryTables(Gate gate) : HttpMessageHandler
{
    public MemoryRows Rows { get; } = new();

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var answer = await gate.PassAsync(() => Answer(request, body));
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            Content = new StringContent(answer.Body, Encoding.UTF8),
            RequestMessage = request,
        };
        response.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(answer.ContentType);
        if (answer.ETag is { } etag) response.Headers.TryAddWithoutValidation("ETag", etag);
        if (answer.Code is { } code) response.Headers.TryAddWithoutValidation("x-ms-error-code", code);
        return response;
    }

    private MemoryAnswer Answer(HttpRequestMessage request, string body)
    {
        var path = Uri.UnescapeDataString(request.RequestUri!.AbsolutePath)[1..];
        if (path == "$batch") return Batch(body);
        var ifMatch = request.Headers.TryGetValues("If-Match", out var values) ? values.First() : null;
        var query = request.RequestUri.Query.TrimStart('?').Split('&')
            .Where(part => part.StartsWith("$filter=", StringComparison.Ordinal))
            .Select(part => Uri.UnescapeDataString(part["$filter=".Length..])).FirstOrDefault();
        return Rows.Answer(request.Method.Method, path, query, ifMatch, body);
    }

    /// <summary>One change set; the rows go back to what they were if any part of it is refused.</summary>
    private MemoryAnswer Batch(string body)
    {
        var parts = BatchParts.Read(body);
        var before = Rows.Now;
        var answers = new StringBuilder();
        for (var at = 0; at < parts.Count; at++)
        {
            var part = parts[at];
            var answer = Rows.Answer(part.Method, part.Path, null, part.IfMatch, part.Body);
            if (answer.Status >= 400)
            {
                Rows.Restore(before);
                return MemoryAnswer.Multipart(answer.AsPart($"{at}:"));
            }

            answers.Append(answer.AsPart(""));
        }

        return MemoryAnswer.Multipart(answers.ToString());
    }
}

/// <summary>An answer of the service.</summary>
internal sealed record MemoryAnswer(int Status, string Body, string? ETag = null, string? Code = null)
{
    public string ContentType { get; init; } = "application/json";

    public static MemoryAnswer Refused(int status, string code) => new(status, ErrorBody(code, ""), null, code);

    public static MemoryAnswer Multipart(string parts) =>
        new(202, $"--batch_1\r\n\r\n{parts}--batch_1--\r\n") { ContentType = "multipart/mixed; boundary=batch_1" };

    /// <summary>As one part of a transaction's answer; a refusal's message begins with the action's number.</summary>
    public string AsPart(string number)
    {
        var body = Code is null ? Body : ErrorBody(Code, number);
        var version = ETag is null ? "" : $"ETag: {ETag}\r\n";
        return $"--changeset_1\r\n\r\nHTTP/1.1 {Status} Said\r\n{version}\r\n{body}\r\n";
    }

    private static string ErrorBody(string code, string number) => new JsonObject
    {
        ["odata.error"] = new JsonObject
        {
            ["code"] = code,
            ["message"] = new JsonObject { ["lang"] = "en-US", ["value"] = $"{number}Refused." },
        },
    }.ToJsonString();
}

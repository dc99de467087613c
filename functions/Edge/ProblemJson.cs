using System.Text.Json;
using PayFunctions.Core.Failures;

namespace PayFunctions.Edge;

internal static class ProblemJson
{
    public const string ContentType = "application/problem+json";

    public static byte[] Write(Problem problem, string? correlation) => Json.Write(problem, correlation, Write);

    private static void Write(Utf8JsonWriter json, Problem problem, string? correlation)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, $"urn:payfunctions:problem:{problem.Kind}");
        json.WriteString("title"u8, problem.Title);
        json.WriteNumber("status"u8, problem.Status);
        if (problem.Detail is { } detail) json.WriteString("detail"u8, detail);
        if (problem.State is { } state) json.WriteString("state"u8, state.ToString());
        WriteCode(json, problem);
        if (problem.ProviderCode is { } code) json.WriteString("providerCode"u8, code);
        if (problem.Errors.Count > 0)
        {
            json.WriteStartArray("errors"u8);
            foreach (var error in problem.Errors)
            {
                json.WriteStartObject();
                json.WriteString("field"u8, error.Field);
                json.WriteString("message"u8, error.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (correlation is not null) json.WriteString("correlationId"u8, correlation);
        json.WriteEndObject();
    }

    /// <summary>One word to tell problems apart by; docs/errors.md explains each.</summary>
    private static void WriteCode(Utf8JsonWriter json, Problem problem)
    {
        if (problem.ProviderFailure is not { } code)
        {
            json.WriteString("code"u8, problem.Kind);
            return;
        }

        var failure = FailureCatalogue.Of(code);
        json.WriteString("code"u8, failure.Word);
        json.WriteBoolean("retryable"u8, failure.Retryable);
        json.WriteString("acts"u8, failure.ActsWord);
    }
}

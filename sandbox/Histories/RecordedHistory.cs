using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.DurableTask.History;

namespace PayFunctions.Sandbox.Histories;

/// <summary>All that one orchestration did and was told, in a line of JSON.</summary>
internal sealed record RecordedHistory(string InstanceId, string Orchestrator, IReadOnlyList<RecordedEvent> Events)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>How it went: what was called and heard in which order, repetitions left out.</summary>
    [JsonIgnore]
    public string Shape
    {
        get
        {
            var steps = Events.Where(one => one.Kind is not (EventKind.TurnTaken or EventKind.CustomStatusSet))
                .Select(one => $"{one.Kind} {one.Name} {(one.Kind.IsEnd() ? one.Payload : "")}").ToList();
            return string.Join(", ", steps.Where((step, i) => i < 2 || step != steps[i - 1] && step != steps[i - 2]));
        }
    }

    /// <summary>Null while it waits.</summary>
    [JsonIgnore]
    public EventKind? End => Events[^1].Kind.IsEnd() ? Events[^1].Kind : null;

    [JsonIgnore]
    public string? Result => Events[^1].Payload;

    public static RecordedHistory Read(string line) => JsonSerializer.Deserialize<RecordedHistory>(line, Json)!;

    public string Write() => JsonSerializer.Serialize(this, Json);

    /// <summary>As it stood after so many of its events.</summary>
    public byte[] Bytes(int events)
    {
        var history = new ByteWriter();
        foreach (var one in Events.Take(events)) one.WriteTo(history);
        return history.Written.ToArray();
    }
}

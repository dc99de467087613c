using Microsoft.DurableTask.History;

namespace PayFunctions.Sandbox.Histories;

/// <summary>One event of an orchestration, as the journal has it.</summary>
internal sealed record RecordedEvent(EventKind Kind, int Id, long Ticks, string? Name, string? Payload, string? Extra)
{
    public static RecordedEvent Of(in HistoryEvent happened) => new(
        happened.Kind, happened.Id, happened.Ticks, happened.Name, happened.Payload, happened.Extra);

    public void WriteTo(ByteWriter history) => history.WriteEvent(Kind, Id, Ticks, Name, Payload, Extra);
}

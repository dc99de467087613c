using Azure.Data.Tables;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Knobs;

/// <summary>A knob's change as its row, and the row that every change touches.</summary>
internal static class KnobRows
{
    /// <summary>No section is called so, and every section comes before it: a section begins with a letter.</summary>
    public const string MarkPartition = "~";

    public const string Mark = "mark";

    public static TableEntity Write(Knob knob, KnobChange change)
    {
        var row = new TableEntity(knob.Section, TableKeys.Escape(knob.Rest))
        {
            ["Name"] = knob.Name,
            ["Who"] = change.Who,
            ["When"] = change.At,
        };
        row.SetUnlessNull("Value", change.Value);
        row.SetUnlessNull("Before", change.Before);
        row.SetUnlessNull("Reason", change.Reason);
        return row;
    }

    public static string Name(TableEntity row) => row.Text("Name");

    public static KnobChange Read(TableEntity row) => new(
        row.GetString("Value"), row.Text("Who"), row.Time("When"), row.GetString("Before"), row.GetString("Reason"));
}

/// <summary>The last change of a knob.</summary>
/// <param name="Value">Null: it was taken back, and the settings hold.</param>
/// <param name="Before">The value that it had here; null: none.</param>
public sealed record KnobChange(string? Value, string Who, DateTimeOffset At, string? Before, string? Reason);

using Azure.Data.Tables;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Healing;

/// <summary>A heal as its row in the order's partition.</summary>
internal static class HealRows
{
    public const string Prefix = "audit|heal|";

    public static readonly string[] Columns = ["At", "Kind", "Cause", "Shown"];

    public static TableEntity Write(Heal heal) =>
        new(OrderKeys.Partition(heal.Order), Prefix + TableKeys.EscapeForeign(heal.Cause))
        {
            ["At"] = heal.At,
            ["Kind"] = heal.Kind.ToString(),
            ["Cause"] = heal.Cause,
            ["Shown"] = heal.Evidence,
        };

    public static Heal Read(OrderKey key, TableEntity row) =>
        new(key, row.Word<HealKind>("Kind"), row.Text("Cause"), row.Text("Shown"), row.Time("At"));
}

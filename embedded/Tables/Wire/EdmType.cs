using System.Text.Json;

namespace Azure.Data.Tables.Wire;

/// <summary>What an annotation says about the value beside it.</summary>
internal enum EdmType { None, Int64, Double, DateTime, Guid, Binary }

internal static class EdmTypes
{
    internal static EdmType Read(ref Utf8JsonReader json)
    {
        if (json.ValueTextEquals("Edm.Int64"u8)) return EdmType.Int64;
        if (json.ValueTextEquals("Edm.DateTime"u8)) return EdmType.DateTime;
        if (json.ValueTextEquals("Edm.Guid"u8)) return EdmType.Guid;
        if (json.ValueTextEquals("Edm.Binary"u8)) return EdmType.Binary;
        if (json.ValueTextEquals("Edm.Double"u8)) return EdmType.Double;
        return EdmType.None; // String, Int32 and Boolean: JSON says it all.
    }
}

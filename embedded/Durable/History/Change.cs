namespace Microsoft.DurableTask.History;

/// <summary>What a record does to an instance. The numbers are on disk.</summary>
internal enum Change : byte
{
    /// <summary>A new instance, in place of whatever had the id; in a snapshot, its whole history.</summary>
    Start = 1,
    Append = 2,
}

/// <summary>Takes one change of a record.</summary>
internal delegate void ChangeTaker(Change change, string instanceId, ReadOnlySpan<byte> events);

/// <summary>A record: the changes of one work item; a start may end the instance that had its id.</summary>
internal static class Record
{
    public static void Add(ByteWriter record, Change change, string instanceId, ReadOnlySpan<byte> events)
    {
        record.WriteByte((byte)change);
        record.WriteText(instanceId);
        record.WriteBytes(events);
    }

    public static void Read(ReadOnlySpan<byte> record, ChangeTaker take)
    {
        var bytes = new ByteReader(record);
        while (!bytes.AtEnd)
        {
            var change = (Change)bytes.ReadByte();
            var nulls = 0;
            var id = System.Text.Encoding.UTF8.GetString(bytes.ReadText(ref nulls, 1));
            take(change, id, bytes.ReadBytes());
        }
    }
}

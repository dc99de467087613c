namespace Microsoft.DurableTask.Journal;

/// <summary>A record in the middle of the journal is damaged: starting without it would be a guess.</summary>
internal sealed class JournalCorruptedException(string path, long offset, long? nextWhole) : Exception(
    $"The journal {path} is damaged at offset {offset}: the record there does not match its checksum, and whole "
    + "records " + (nextWhole is { } next ? $"follow from offset {next}. " : "follow in the next file. ")
    + "Restore the folder from a copy, or move it away to start empty.")
{
    public long Offset => offset;
}

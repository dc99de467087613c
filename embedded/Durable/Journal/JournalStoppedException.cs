namespace Microsoft.DurableTask.Journal;

/// <summary>A write failed, so memory is ahead of the disk: nothing may be promised from here on.</summary>
internal sealed class JournalStoppedException(Exception cause)
    : Exception($"The journal stopped: {cause.Message} Restart once its cause is mended.", cause);

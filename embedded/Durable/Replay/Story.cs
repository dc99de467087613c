using Microsoft.DurableTask.History;

namespace Microsoft.DurableTask.Replay;

/// <summary>A history as a replay wants it: the turns taken, and the one to take now.</summary>
internal sealed class Story
{
    private readonly Queue<Message> _waiting = new();
    private readonly List<Message> _fired = [];
    private int _delivered;

    private Story()
    {
    }

    public string? Input { get; private set; }

    public List<Turn> Taken { get; } = [];

    public Turn Next { get; } = new();

    /// <summary>How many messages the turn to take now has seen, all earlier ones included.</summary>
    public int Consumed { get; private set; }

    public static Story Read(ReadOnlySpan<byte> history, IEnumerable<int> fired, long nowTicks)
    {
        var story = new Story();
        var reader = new HistoryReader(history);
        while (reader.TryRead(out var happened)) story.Add(happened);

        // Time does not run backwards in an orchestration, whatever the machine's clock does.
        story.Next.AtTicks = Math.Max(nowTicks, story.Taken.Count == 0 ? 0 : story.Taken[^1].AtTicks);
        story.Consumed = story._delivered + story._waiting.Count;
        story.Next.Messages.AddRange(story._waiting);
        story.Next.Messages.AddRange(fired.Select(id => new Message(EventKind.TimerFired, id, null, null)));
        return story;
    }

    private void Add(in HistoryEvent happened)
    {
        if (happened.Kind == EventKind.Started) Input = happened.Payload;
        else if (happened.Kind == EventKind.TurnTaken) Take(happened);
        else if (happened.Kind == EventKind.TimerFired) _fired.Add(new(happened.Kind, happened.Id, null, null));
        else if (happened.Kind.IsCall())
            Taken[^1].Calls.Add(new(happened.Kind, happened.Id, happened.Name));
        else if (happened.Kind.IsMessage())
            _waiting.Enqueue(new(
                happened.Kind, happened.Id, happened.Name, happened.Payload, IsFinal: happened.Extra is not null));
    }

    // Messages first, as they were journaled, then the timers that the turn wrote down: the order of the first time.
    private void Take(in HistoryEvent happened)
    {
        var turn = new Turn { AtTicks = happened.Ticks };
        for (; _delivered < happened.Id; _delivered++) turn.Messages.Add(_waiting.Dequeue());
        turn.Messages.AddRange(_fired);
        _fired.Clear();
        Taken.Add(turn);
    }
}

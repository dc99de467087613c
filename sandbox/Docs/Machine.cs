using System.Text;

namespace PayFunctions.Sandbox.Docs;

/// <summary>A state machine's table as a document shows it: a diagram of its moves, and every pair in a grid.</summary>
/// <param name="Cell">What the table says of a state and an event: where it moves to (null: nowhere), and the words for
/// it.</param>
internal sealed record Machine(
    string Title, string About, IReadOnlyList<string> States, IReadOnlyList<string> Events,
    Func<int, int, (string? To, string Words)> Cell)
{
    public static Machine Of<TState, TEvent>(
        string title, string about, Func<TState, TEvent, (TState? To, string Words)> cell)
        where TState : struct, Enum
        where TEvent : struct, Enum
    {
        var (states, events) = (Enum.GetValues<TState>(), Enum.GetValues<TEvent>());
        return new(title, about, Enum.GetNames<TState>(), Enum.GetNames<TEvent>(), (state, happened) =>
        {
            var (to, words) = cell(states[state], events[happened]);
            return (to?.ToString(), words);
        });
    }

    public void Write(StringBuilder text)
    {
        text.Append($"## {Title}\n\n{About}\n\n```mermaid\nstateDiagram-v2\n    [*] --> {States[0]}\n");
        for (var state = 0; state < States.Count; state++) WriteMoves(text, state);
        text.Append("```\n\n");
        WriteGrid(text);
    }

    private void WriteMoves(StringBuilder text, int state)
    {
        var moves = Enumerable.Range(0, Events.Count)
            .Select(happened => (Event: Events[happened], Cell(state, happened).To))
            .Where(move => move.To is not null)
            .GroupBy(move => move.To!, move => move.Event)
            .ToList();
        foreach (var move in moves) text.Append($"    {States[state]} --> {move.Key} : {string.Join(", ", move)}\n");
        if (moves.All(move => move.Key == States[state])) text.Append($"    {States[state]} --> [*]\n");
    }

    private void WriteGrid(StringBuilder text)
    {
        text.Append($"| | {string.Join(" | ", States)} |\n")
            .Append($"|{string.Concat(Enumerable.Repeat(" --- |", States.Count + 1))}\n");
        for (var happened = 0; happened < Events.Count; happened++)
        {
            var cells = Enumerable.Range(0, States.Count).Select(state => Cell(state, happened).Words);
            text.Append($"| **{Events[happened]}** | {string.Join(" | ", cells)} |\n");
        }

        text.Append('\n');
    }
}

using System.Runtime.CompilerServices;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Reports;
using PayFunctions.Core.Reconciliation.Shadow;

namespace PayFunctions.Sandbox.Reconcile;

/// <summary>Lists the first differences, in the file as many as were asked for; the report's digest hears of all.</summary>
internal sealed class ListedDifferences(DifferenceCsv? file, long most, ShadowFindings? kept) : IDifferenceSink
{
    private const int ReportedMax = 1000;
    private const int OnScreenMax = 20;

    private readonly DifferenceDigest _digest = new((int)Math.Min(most, ReportedMax));

    /// <summary>All of them, when a shadow run is to follow.</summary>
    public ShadowFindings? Kept => kept;

    public DifferenceDigest Digest => _digest;

    public IEnumerable<DifferenceRow> First => _digest.First.Take(OnScreenMax);

    public long Listed { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Half of a day's rows may differ: no tier is waited for.
    public void Take(in Difference difference)
    {
        _digest.Take(difference);
        kept?.Take(difference);
        if (Listed == most) return;
        Listed++;
        file?.Take(difference);
    }

    /// <summary>Lines of text are what takes time; and which of them are listed at all, only their order tells.</summary>
    public IDifferenceDraft? NewDraft() => file is null || kept is not null || most < long.MaxValue ? null : new Draft(this, file);

    /// <summary>Some thousand lines and what is counted of them.</summary>
    private sealed class Draft : IDifferenceDraft
    {
        private const int BytesMax = 2 << 20;

        private readonly ListedDifferences _listed;
        private readonly DifferenceCsv _file;
        private readonly MemoryStream _text = new();
        private readonly DifferenceCsv _lines;
        private DifferenceDigest _digest;
        private long _count;

        public Draft(ListedDifferences listed, DifferenceCsv file)
        {
            (_listed, _file) = (listed, file);
            _lines = file.NewPart(_text);
            _digest = listed._digest.NewPart();
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Half of a day's rows may differ: no tier is waited for.
        public bool TryTake(in Difference difference)
        {
            if (_text.Length >= BytesMax) return false;
            _count++;
            _digest.Take(difference);
            _lines.Take(difference);
            return true;
        }

        public void HandOver()
        {
            if (_count == 0) return;
            _lines.Flush();
            _file.Append(_text);
            _listed._digest.Add(_digest);
            _listed.Listed += _count;
            _text.SetLength(0);
            (_count, _digest) = (0, _listed._digest.NewPart());
        }
    }
}

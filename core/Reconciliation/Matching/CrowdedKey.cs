namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>A key that has more rows than one on each side: who belongs to whom?</summary>
/// <remarks>
/// Both sides are put in the order of <see cref="RowOrder"/>. First pair those of one money and provider's number, then
/// those of one money. If that paired nobody and one row faces several that sum up to it, it is a split. Then pair what
/// is left in order; what still remains is there once too often.
/// </remarks>
internal sealed class CrowdedKey(JoinBuffer rows, Verdicts verdicts, PairingVersion version)
{
    private readonly RowOrder _order = new(rows);
    private readonly List<int> _here = [];
    private readonly List<int> _there = [];
    private bool _isPaired;

    public void Resolve(KeyTable table, int head)
    {
        _here.Clear();
        _there.Clear();
        _isPaired = false;
        for (var row = head; row >= 0; row = table.Next(row)) (rows.IsHere(row) ? _here : _there).Add(row);
        _here.Sort(_order);
        _there.Sort(_order);
        var faced = _here.Count > 0 && _there.Count > 0;
        if (faced)
        {
            if (version == PairingVersion.ByMoney)
            {
                PairWhere(_order.CompareMoneyAndProviderId);
                PairWhere(_order.CompareMoney);
                if (!_isPaired && IsSplit()) return;
            }

            PairWhere((_, _) => 0);
        }

        Leave(_here, faced);
        Leave(_there, faced);
    }

    /// <summary>Both lists are in an order that the comparison refines no further: one pass finds every pair.</summary>
    private void PairWhere(Comparison<int> comparison)
    {
        var (h, t, keptHere, keptThere) = (0, 0, 0, 0);
        while (h < _here.Count && t < _there.Count)
        {
            switch (comparison(_here[h], _there[t]))
            {
                case 0:
                    verdicts.Pair(_here[h++], _there[t++]);
                    _isPaired = true;
                    break;
                case < 0:
                    _here[keptHere++] = _here[h++];
                    break;
                default:
                    _there[keptThere++] = _there[t++];
                    break;
            }
        }

        _here.RemoveRange(keptHere, h - keptHere);
        _there.RemoveRange(keptThere, t - keptThere);
    }

    private bool IsSplit()
    {
        var isSplit = (_here.Count, _there.Count) is (1, > 1) or ( > 1, 1) && Sum(_here) is { } sum && sum == Sum(_there);
        if (!isSplit) return false;
        verdicts.Split(
            System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_here),
            System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_there));
        return true;
    }

    private (uint Currency, long Amount)? Sum(List<int> some)
    {
        var currency = PackedMovement.Currency(rows[some[0]]);
        var sum = 0L;
        foreach (var row in some)
        {
            if (PackedMovement.Currency(rows[row]) != currency) return null;
            sum += PackedMovement.Amount(rows[row]);
        }

        return (currency, sum);
    }

    private void Leave(List<int> left, bool faced)
    {
        var isRepeat = faced;
        foreach (var row in left)
        {
            verdicts.Alone(row, isRepeat);
            isRepeat |= !rows.IsHere(row) || PackedMovement.Status(rows[row]) != MovementStatus.Closed;
        }
    }
}

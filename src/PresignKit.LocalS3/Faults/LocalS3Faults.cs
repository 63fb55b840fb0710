namespace PresignKit.LocalS3;

/// <summary>
/// The faults that a store injects, for tests and demonstrations. Set it as <see cref="LocalS3Options.Faults"/> or
/// <see cref="LocalS3StoreOptions.Faults"/>; rules can be added and removed while the store runs. All members are safe for several threads.
/// </summary>
public sealed class LocalS3Faults
{
    private readonly Lock _gate = new();
    private LocalS3FaultRule[] _rules = [];

    /// <summary>Adds a rule. Rules are tried in the order in which they were added, and the first that applies is used.</summary>
    /// <param name="rule">The rule. It counts the requests, so it belongs to one store.</param>
    /// <returns><paramref name="rule"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rule"/> is null.</exception>
    public LocalS3FaultRule Add(LocalS3FaultRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        lock (_gate)
        {
            _rules = [.. _rules, rule];
        }

        return rule;
    }

    /// <summary>Adds a rule for one operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="times">How many times; null: without end.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="fault"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is not positive.</exception>
    public LocalS3FaultRule Add(LocalS3Operation operation, LocalS3Fault fault, int? times = null) =>
        Add(new LocalS3FaultRule(fault) { Operation = operation, Times = times });

    /// <summary>Removes a rule. A fault that is happening is not ended.</summary>
    /// <param name="rule">The rule.</param>
    /// <returns>Whether the rule was there.</returns>
    public bool Remove(LocalS3FaultRule rule)
    {
        lock (_gate)
        {
            var left = Array.FindAll(_rules, other => other != rule);
            var removed = left.Length < _rules.Length;
            _rules = left;
            return removed;
        }
    }

    /// <summary>Removes all rules.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _rules = [];
        }
    }

    /// <summary>The fault of the first rule that applies.</summary>
    internal LocalS3Fault? Find(LocalS3FaultRequest request)
    {
        LocalS3FaultRule[] rules;
        lock (_gate)
        {
            rules = _rules;
        }

        return Array.Find(rules, rule => rule.Applies(request))?.Fault;
    }
}

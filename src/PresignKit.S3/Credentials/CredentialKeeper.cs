using Microsoft.Extensions.Logging;

namespace PresignKit.S3.Credentials;

/// <summary>
/// Keeps a store's credentials and renews them in the background, so requests get the current ones as long as they are valid. A request waits for a
/// lookup only if they are not, or expire too soon for a minimum lifetime, and all waiting requests share one lookup.
/// </summary>
internal sealed class CredentialKeeper : IDisposable
{
    /// <summary>A source that does not answer within this time has failed.</summary>
    private static readonly TimeSpan LookTimeout = TimeSpan.FromSeconds(30);

    private readonly string _store;
    private readonly Func<TimeSpan> _needed;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _disposed = new();
    private readonly Lock _gate = new();
    private volatile State _state;
    private ICredentialLookup _lookup;
    private Task? _looking;

    public CredentialKeeper(string store, ICredentialLookup lookup, Func<TimeSpan> needed, TimeProvider clock, ILogger logger)
    {
        (_store, _lookup, _needed, _clock, _logger) = (store, lookup, needed, clock, logger);
        _state = State.Empty;
        _timer = clock.CreateTimer(static keeper => ((CredentialKeeper)keeper!).LookAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The current lookup, or the last one; for tests.</summary>
    internal Task Looking => _looking ?? Task.CompletedTask;

    /// <summary>Gets the current credentials; completes synchronously while they are valid.</summary>
    /// <exception cref="StoreException">There are none, or they have expired and could not be renewed.</exception>
    public ValueTask<CredentialSnapshot> GetAsync(CancellationToken cancellationToken) => GetAsync(usableUntil: null, cancellationToken);

    /// <summary>Gets credentials that are valid until then or, if there are none, the ones that are valid longest.</summary>
    public ValueTask<CredentialSnapshot> GetAsync(DateTimeOffset? usableUntil, CancellationToken cancellationToken)
    {
        var held = _state.Credentials;
        if (held is not null && (held.ExpiresAt is null || held.IsUsableAt(usableUntil ?? _clock.GetUtcNow())))
        {
            return new(held);
        }

        return WaitAsync(cancellationToken);
    }

    /// <summary>Switches to another source. The current credentials are used until the new source has returned some.</summary>
    public void Use(ICredentialLookup lookup)
    {
        ICredentialLookup before;
        lock (_gate)
        {
            (before, _lookup) = (_lookup, lookup);
            _looking = null;
            _state = _state with { NotBefore = DateTimeOffset.MinValue, Failure = null, Failures = 0 };
        }

        (before as IDisposable)?.Dispose();
        LookAsync();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed.IsCancellationRequested)
            {
                return;
            }

            _disposed.Cancel();
            _timer.Dispose();
        }

        _disposed.Dispose();
        (_lookup as IDisposable)?.Dispose();
    }

    private async ValueTask<CredentialSnapshot> WaitAsync(CancellationToken cancellationToken)
    {
        var state = _state;
        if (_clock.GetUtcNow() >= state.NotBefore)
        {
            do
            {
                ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
                await LookAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
                state = _state;
            }
            while (state is { Credentials: null, Failure: null });
        }

        // Expired credentials are still returned if the lookup did not fail: the signer reports when they expired.
        return state switch
        {
            { Credentials: { } held, Failure: null } => held,
            { Credentials: { } held } when held.IsUsableAt(_clock.GetUtcNow()) => held,
            { Credentials: { ExpiresAt: { } end } } => throw CredentialFailure.Expired(_store, end, state.Failure!),
            _ => throw CredentialFailure.Unavailable(_store, state.Failure!),
        };
    }

    /// <summary>Starts a lookup, or joins the current one. The task never fails: the result is in the state.</summary>
    private Task LookAsync()
    {
        TaskCompletionSource done;
        ICredentialLookup lookup;
        lock (_gate)
        {
            if (_looking is { IsCompleted: false } running)
            {
                return running;
            }

            done = new(TaskCreationOptions.RunContinuationsAsynchronously);
            (_looking, lookup) = (done.Task, _lookup);
        }

        _ = RunAsync(lookup, done);
        return done.Task;
    }

    private async Task RunAsync(ICredentialLookup lookup, TaskCompletionSource done)
    {
        TimeSpan? pause;
        try
        {
            using var timeout = new CancellationTokenSource(LookTimeout, _clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _disposed.Token);
            pause = Found(lookup, await lookup.FindAsync(either.Token).ConfigureAwait(false));
        }
#pragma warning disable CA1031 // Sources may throw any exception. It is mapped to a code, and the next attempt is scheduled.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            pause = Failed(lookup, exception);
        }

        // In this order: if the timer fired while this lookup still counted as running, it would not start another one.
        done.SetResult();
        Plan(lookup, pause);
    }

    private TimeSpan? Found(ICredentialLookup lookup, CredentialSnapshot found)
    {
        var needed = lookup.Renewal == CredentialRenewal.ByLook ? _needed() : TimeSpan.Zero;
        var now = _clock.GetUtcNow();
        State before;
        DateTimeOffset foundAt;
        bool isNew;
        lock (_gate)
        {
            if (lookup != _lookup)
            {
                return null;
            }

            before = _state;
            isNew = !found.Equals(before.Credentials);
            foundAt = isNew ? now : before.FoundAt;
            _state = new(isNew ? found : before.Credentials, foundAt, now + RenewalSchedule.LookInterval, Failure: null, Failures: 0);
        }

        if (isNew && lookup.Renewal != CredentialRenewal.Never)
        {
            if (found.ExpiresAt is { } expiresAt)
            {
                CredentialLog.Renewed(_logger, _store, found.ToSdk().AccessKey, expiresAt);
            }
            else
            {
                CredentialLog.Permanent(_logger, _store, found.ToSdk().AccessKey);
            }
        }

        return RenewalSchedule.AfterSuccess(lookup.Renewal, now, foundAt, found.ExpiresAt, needed);
    }

    private TimeSpan? Failed(ICredentialLookup lookup, Exception exception)
    {
        var now = _clock.GetUtcNow();
        State state;
        TimeSpan pause;
        lock (_gate)
        {
            if (lookup != _lookup || _disposed.IsCancellationRequested)
            {
                return null;
            }

            pause = RenewalSchedule.AfterFailure(_state.Failures + 1);
            _state = state = _state with { NotBefore = now + pause, Failure = exception, Failures = _state.Failures + 1 };
        }

        var reason = CredentialFailure.Describe(exception);
        if (state.Credentials is { } held && held.IsUsableAt(now))
        {
            CredentialLog.NotRenewed(_logger, ErrorCodes.CredentialsUnavailable, _store, reason, held.ExpiresAt, pause);
        }
        else
        {
            CredentialLog.Over(_logger, state.Credentials is null ? ErrorCodes.CredentialsUnavailable : ErrorCodes.CredentialsExpired, _store, reason, pause);
        }

        return pause;
    }

    private void Plan(ICredentialLookup lookup, TimeSpan? pause)
    {
        lock (_gate)
        {
            if (lookup == _lookup && !_disposed.IsCancellationRequested)
            {
                _timer.Change(pause ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <param name="Credentials">The credentials found last; null before the first success.</param>
    /// <param name="FoundAt">When these credentials were first found.</param>
    /// <param name="NotBefore">The earliest time at which a request may start another lookup.</param>
    /// <param name="Failure">Why the last lookup failed; null if it succeeded.</param>
    /// <param name="Failures">The number of consecutive failures.</param>
    private sealed record State(CredentialSnapshot? Credentials, DateTimeOffset FoundAt, DateTimeOffset NotBefore, Exception? Failure, int Failures)
    {
        public static State Empty { get; } = new(null, default, DateTimeOffset.MinValue, null, 0);
    }
}

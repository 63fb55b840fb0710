using PresignKit.S3.Credentials;

namespace PresignKit.S3.Tests.Fakes;

/// <summary>
/// A source of credentials that a test can count, delay and make fail. Each lookup returns other credentials: AKID1 with token-1, AKID2, ...
/// </summary>
internal sealed class ScriptedLookup(TimeProvider clock, CredentialRenewal renewal = CredentialRenewal.ByLook) : ICredentialLookup, IDisposable
{
    private int _looks;

    public CredentialRenewal Renewal => renewal;

    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

    public Exception? Failure { get; set; }

    /// <summary>If set, each lookup waits for it.</summary>
    public TaskCompletionSource? Gate { get; set; }

    public int Lookups => _looks;

    public bool IsDisposed { get; private set; }

    public async ValueTask<CredentialSnapshot> FindAsync(CancellationToken cancellationToken)
    {
        var look = Interlocked.Increment(ref _looks);
        if (Gate is { } gate)
        {
            await gate.Task.WaitAsync(cancellationToken);
        }

        return Failure is null ? new(new($"AKID{look}", TestApp.Secret, $"token-{look}"), clock.GetUtcNow() + Lifetime) : throw Failure;
    }

    public void Dispose() => IsDisposed = true;
}


namespace PresignKit.Administration;

/// <summary>One kind of check of every store at start.</summary>
/// <param name="Setting">The setting that enables it.</param>
/// <param name="FindAsync">Checks one store.</param>
internal sealed record StartupPass(string Setting, Func<IStoreSetup, CancellationToken, Task<IReadOnlyList<StoreFinding>>> FindAsync)
{
    /// <summary>The check, which writes nothing to the store.</summary>
    public static StartupPass Check { get; } = new(nameof(PresignKitOptions.StartupCheck), static (setup, cancellation) => setup.CheckAsync(cancellation));

    /// <summary>The probe: whether the store enforces what its profile says.</summary>
    public static StartupPass Probe { get; } = new(nameof(PresignKitOptions.StartupProbe), ProbeAsync);

    private static async Task<IReadOnlyList<StoreFinding>> ProbeAsync(IStoreSetup setup, CancellationToken cancellationToken)
    {
        try
        {
            var report = await setup.ProbeAsync(progress: null, cancellationToken).ConfigureAwait(false);
            return report.Findings;
        }
        catch (StoreException exception)
        {
            return [new(exception.Code, FindingSeverity.Error, exception.Message)];
        }
        catch (NotSupportedException exception)
        {
            return [new(FindingCodes.ProbeNotOffered, FindingSeverity.Warning, exception.Message)];
        }
    }
}


namespace PresignKit.S3.Probing.Attempts;

/// <summary>Does a URL expire when it states, and are its date and scope verified?</summary>
internal sealed class TimeAndScopeAttempts : IAttemptGroup
{
    public string Description => "expiry, date and scope";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var get = context.Signer.Get(context.OtherKey);
        var expired = context.Signer.Sign("GET", context.OtherKey, signedFor: TimeSpan.FromMinutes(-21), lifetime: TimeSpan.FromMinutes(1));

        // "Error responses", RequestTimeTooSkewed: Amazon allows for fifteen minutes.
        var early = context.Signer.Sign("GET", context.OtherKey, signedFor: TimeSpan.FromMinutes(20));
        var elsewhere = context.Signer.InRegion("presignkit-1").Get(context.OtherKey);
        var otherwise = context.Signer.ForService("presignkit").Get(context.OtherKey);
        return
        [
            await context.MeasureAsync(CheckNames.Expiry, get, [("expired 20 minutes ago", expired)], cancellationToken).ConfigureAwait(false),
            await context.MeasureAsync(CheckNames.FutureDate, get, [("signed for 20 minutes from now", early)], cancellationToken).ConfigureAwait(false),
            await context.MeasureAsync(CheckNames.Region, get, [("another region in the scope", elsewhere)], cancellationToken).ConfigureAwait(false),
            await context.MeasureAsync(CheckNames.Service, get, [("another service in the scope", otherwise)], cancellationToken).ConfigureAwait(false),
        ];
    }
}

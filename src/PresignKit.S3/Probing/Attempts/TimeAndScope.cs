using PresignKit.Probing;

namespace PresignKit.S3.Probing.Attempts;

/// <summary>Does a URL end when it says, and are its date and its scope looked at?</summary>
internal sealed class TimeAndScope : IAttempts
{
    public string Doing => "expiry, date and scope";

    public async Task<IReadOnlyList<ProbeMeasurement>> RunAsync(ProbeBench bench, CancellationToken cancellationToken)
    {
        var get = bench.Signer.Get(bench.OtherKey);
        var expired = bench.Signer.Sign("GET", bench.OtherKey, signedFor: TimeSpan.FromMinutes(-21), lifetime: TimeSpan.FromMinutes(1));

        // "Error responses", RequestTimeTooSkewed: Amazon allows for fifteen minutes.
        var early = bench.Signer.Sign("GET", bench.OtherKey, signedFor: TimeSpan.FromMinutes(20));
        var elsewhere = bench.Signer.InRegion("presignkit-1").Get(bench.OtherKey);
        var otherwise = bench.Signer.ForService("presignkit").Get(bench.OtherKey);
        return
        [
            await bench.MeasureAsync(Checks.Expiry, get, [("expired 20 minutes ago", expired)], cancellationToken).ConfigureAwait(false),
            await bench.MeasureAsync(Checks.FutureDate, get, [("signed for 20 minutes from now", early)], cancellationToken).ConfigureAwait(false),
            await bench.MeasureAsync(Checks.Region, get, [("another region in the scope", elsewhere)], cancellationToken).ConfigureAwait(false),
            await bench.MeasureAsync(Checks.Service, get, [("another service in the scope", otherwise)], cancellationToken).ConfigureAwait(false),
        ];
    }
}

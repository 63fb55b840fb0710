using PresignKit.S3.Credentials;
using PresignKit.S3.Http;
using PresignKit.S3.Settings;
using PresignKit.S3.Signing;

namespace PresignKit.S3.Administration.Checks;

/// <summary>Checks whether the settings work at all (connection, clock, credentials, region and bucket) with one harmless request.</summary>
internal sealed class StoreReachabilityCheck(S3StoreSettings settings, SessionSource sessions, CredentialKeeper keeper, PlainHttp http, TimeProvider clock)
{
    public async Task<StoreReachabilityResult> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Checks whether a session can be opened. The request itself uses the credentials from the keeper.
            await sessions.OpenAsync(usableUntil: null, cancellationToken).ConfigureAwait(false);
            var credentials = await keeper.GetAsync(cancellationToken).ConfigureAwait(false);
            var answer = await new BucketListing(settings, http, clock).RequestAsync(credentials, cancellationToken).ConfigureAwait(false);

            // A wrong clock invalidates every signature, so other findings would be misleading.
            var skew = ClockInterpreter.Read(answer, clock.GetUtcNow(), settings);
            var refusal = skew is { Severity: FindingSeverity.Error } ? null : ListingInterpreter.Read(answer, settings);
            return new([.. new[] { skew, refusal }.OfType<StoreFinding>()], credentials, FirstKey(answer));
        }
        catch (StoreException exception)
        {
            return new([new(exception.Code, FindingSeverity.Error, exception.Message)], Credentials: null, SomeKey: null);
        }
    }

    private static string? FirstKey(PlainAnswer answer) =>
        S3Xml.Parse(answer.Body) is { Name.LocalName: "ListBucketResult" } listing
        && listing.Elements().FirstOrDefault(element => element.Name.LocalName == "Contents") is { } first
            ? S3Xml.Child(first, "Key")
            : null;
}

using PresignKit.SigV4.Canonical;

namespace PresignKit.SigV4.Signing;

/// <summary>The credentials, region, and service for which signatures are made. It caches the <see cref="SigningMoment"/> of a second.</summary>
internal sealed class SigningIdentity
{
    // A reference to an immutable array. If threads race when a new second starts, each makes a moment, and either can be kept.
    private volatile SigningMoment[] _recent = [];

    internal SigningIdentity(SigV4Credentials credentials, string region, string service)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        CredentialScope.ThrowIfNotName(region, nameof(region));
        CredentialScope.ThrowIfNotName(service, nameof(service));
        Credentials = credentials;
        Region = region;
        Service = service;
        SecurityTokenParameter = credentials.SessionToken is { } token
            ? SignatureParameters.Encode(AuthParameters.SecurityTokenName, token)
            : [];
    }

    internal SigV4Credentials Credentials { get; }

    internal string Region { get; }

    internal string Service { get; }

    internal byte[] SecurityTokenParameter { get; }

    internal SigningMoment At(DateTimeOffset instant)
    {
        var second = AmzDate.ToSecond(instant);
        var recent = _recent;
        foreach (var moment in recent)
        {
            if (moment.Second == second)
            {
                return moment;
            }
        }

        var made = new SigningMoment(this, second, FindKey(recent, second.Date));
        _recent = SecondCache.With(recent, made);
        return made;
    }

    private static SigningKey? FindKey(SigningMoment[] recent, DateTime day) =>
        Array.Find(recent, moment => moment.Second.Date == day)?.Key;
}

namespace PresignKit.Providers;

/// <summary>Signs with one set of credentials. Immutable, and used by many threads at once.</summary>
/// <remarks>Every specification is fully resolved: instants, lifetimes, types and keys are final, nothing is a default to fill in.</remarks>
public interface ISigningSession
{
    /// <summary>When the credentials end; null where they do not. Nothing may be signed for longer.</summary>
    DateTimeOffset? CredentialsExpireAt { get; }

    /// <summary>Signs a request that reads or deletes one object, and does nothing else.</summary>
    /// <param name="specification">What to sign.</param>
    /// <exception cref="NotSupportedException">
    /// The store cannot sign this and no more: a HEAD that would read bytes too, an override it does not know.
    /// </exception>
    SignedRequest Sign(in AccessSpecification specification);

    /// <summary>Signs a request whose body becomes one object.</summary>
    /// <param name="specification">What to sign.</param>
    /// <exception cref="NotSupportedException">The store cannot bind one of the attributes.</exception>
    SignedRequest SignUpload(in UploadSpecification specification);

    /// <summary>Signs a form that uploads one object.</summary>
    /// <param name="specification">What to sign.</param>
    /// <exception cref="NotSupportedException">The store takes no forms: its profile says so.</exception>
    SignedForm SignFormUpload(in UploadSpecification specification);
}

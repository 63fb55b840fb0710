namespace PresignKit.S3.Credentials;

/// <summary>A source of a store's credentials.</summary>
internal interface ICredentialLookup
{
    /// <summary>Who renews the credentials.</summary>
    CredentialRenewal Renewal { get; }

    /// <summary>Finds the current credentials. Exceptions of the AWS SDK are not translated.</summary>
    ValueTask<CredentialSnapshot> FindAsync(CancellationToken cancellationToken);
}

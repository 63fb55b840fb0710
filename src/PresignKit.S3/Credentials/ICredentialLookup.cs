namespace PresignKit.S3.Credentials;

/// <summary>Where a store's credentials come from.</summary>
internal interface ICredentialLookup
{
    /// <summary>Who renews them.</summary>
    CredentialRenewal Renewal { get; }

    /// <summary>The credentials of this moment. Throws whatever the AWS SDK throws.</summary>
    ValueTask<CredentialSnapshot> FindAsync(CancellationToken cancellationToken);
}

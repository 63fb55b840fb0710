namespace PresignKit.Providers;

/// <summary>A store as it was registered: what a provider package adds to the builder.</summary>
public abstract class StoreRegistration
{
    /// <summary>Initializes the registration.</summary>
    /// <param name="name">The store's name: 1 to 64 letters, digits, <c>-</c>, <c>_</c>, or <c>.</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not a valid name.</exception>
    protected StoreRegistration(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Length > 64 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            throw new ArgumentException(
                "The name of a store must consist of 1 to 64 letters, digits, '-', '_', or '.'.", nameof(name));
        }

        Name = name;
    }

    /// <summary>The store's name.</summary>
    public string Name { get; }

    /// <summary>
    /// Finds every flaw in the store's settings. Called once when the host starts, before <see cref="Create"/>; must not do I/O, and must
    /// not name a secret.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <returns>For each flaw, a sentence that names the setting; empty: there is none.</returns>
    public abstract IEnumerable<string> Validate(IServiceProvider services);

    /// <summary>Creates the provider. Called once, after <see cref="Validate"/> has found nothing; must not do I/O.</summary>
    /// <param name="services">The application's services.</param>
    /// <returns>The provider.</returns>
    public abstract IStoreProvider Create(IServiceProvider services);
}

namespace PresignKit.Providers;

/// <summary>A registered store, which a provider package adds to the builder.</summary>
public abstract class StoreRegistration
{
    /// <summary>Initializes the registration.</summary>
    /// <param name="name">The store's name: 1 to 64 letters, digits, <c>-</c>, <c>_</c>, or <c>.</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not a valid name.</exception>
    protected StoreRegistration(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!StoreNaming.IsValid(name))
        {
            throw new ArgumentException(
                "The name of a store must consist of 1 to 64 letters, digits, '-', '_', or '.'.", nameof(name));
        }

        Name = name;
    }

    /// <summary>The store's name.</summary>
    public string Name { get; }

    /// <summary>
    /// Gets every flaw in the store's settings, each a sentence that names the setting; empty if there are none. Called once when
    /// the host starts, before <see cref="Create"/>; must do no I/O and must not name a secret.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <returns>The flaws.</returns>
    public abstract IEnumerable<string> Validate(IServiceProvider services);

    /// <summary>Creates the provider. Called once, after <see cref="Validate"/> has found no flaw; must do no I/O.</summary>
    /// <param name="services">The application's services.</param>
    /// <returns>The provider.</returns>
    public abstract IStoreProvider Create(IServiceProvider services);
}

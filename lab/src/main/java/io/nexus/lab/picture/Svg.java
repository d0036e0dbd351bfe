package io.nexus.lab.picture;

import java.util.Locale;

/** Writes SVG, element by element; coordinates in pixels from the upper left. */
final class Svg {
    private final StringBuilder text = new StringBuilder();

    Svg(int width, int height) {
        text.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
                        + "font-family=\"Helvetica, Arial, sans-serif\">%n",
                width,
                height,
                width,
                height));
        box(new Box(0, 0, width, height), "#ffffff", 1);
    }

    /** An upright rectangle. */
    record Box(double x, double y, double width, double height) {
        double right() {
            return x + width;
        }

        double bottom() {
            return y + height;
        }
    }

    void box(Box box, String fill, double opacity) {
        text.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\" fill-opacity=\"%.2f\"/>%n",
                box.x(),
                box.y(),
                box.width(),
                box.height(),
                fill,
                opacity));
    }

    /** A line or an area by SVG's path language. */
    void path(String commands, String style) {
        text.append("<path d=\"").append(commands).append("\" ").append(style).append("/>\n");
    }

    void circle(double x, double y, double radius, String fill) {
        text.append(String.format(
                Locale.ROOT,
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\" fill-opacity=\"0.45\"/>%n",
                x,
                y,
                radius,
                fill));
    }

    void ring(double x, double y, double radius, String stroke) {
        text.append(String.format(
                Locale.ROOT,
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
                x,
                y,
                radius,
                stroke));
    }

    /** Text that begins ("start"), ends ("end") or is centred ("middle") at a point on its base line. */
    void text(double x, double y, String anchor, String words) {
        styled(x, y, "text-anchor=\"" + anchor + "\" font-size=\"11\" fill=\"#444444\"", words);
    }

    void styled(double x, double y, String style, String words) {
        text.append(
                String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" %s>%s</text>%n", x, y, style, escaped(words)));
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The whole document. */
    @Override
    public String toString() {
        return text + "</svg>\n";
    }
}
